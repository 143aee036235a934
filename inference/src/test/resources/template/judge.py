"""Renders templates with Jinja2 as Hugging Face transformers sets it up.

Reads {"variables": {...}, "templates": [...]} from standard input, writes [{"prompt": ...} | {"error": ...}].
"""
import copy
import json
import sys
import warnings

import jinja2
import jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment

def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols])
environment.filters["tojson"] = tojson
environment.globals["raise_exception"] = raise_exception

# Python warns of constants that are indexed; the error that follows is what counts.
warnings.simplefilter("ignore", SyntaxWarning)
given = json.load(sys.stdin)
answers = []
for template in given["templates"]:
    # A copy for each: the filter `indent` changes a list that it is given.
    try:
        answers.append({"prompt": environment.from_string(template).render(**copy.deepcopy(given["variables"]))})
    except Exception as failed:
        answers.append({"error": type(failed).__name__ + ": " + str(failed)})
json.dump(answers, sys.stdout)
