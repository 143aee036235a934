package dev.credence.inference.language.template;

import java.util.random.RandomGenerator;

/// Random small templates: every construct that chat templates use, in every neighbourhood.
final class TemplateGrammar {
    private static final String[] NAMES = {"s", "n", "f", "l", "d", "e", "no", "t", "words", "messages", "nest", "x", "y", "z", "mk", "nope"};
    private static final String[] TEXTS = {
        "''", "'a'", "'Hello, World'", "\"it's\"", "'a\\nb\\n\\nc'", "' pad\\t'", "'é😀ß'", "'<b>&'", "'42'", "'-3.7e2'", "'a,b,,c'", "'{} {}'", "'%s|%s'", "'ABC abc'"
    };
    private static final String[] NUMBERS = {"0", "1", "-1", "2", "7", "100", "2.5", "-0.5", "1e3", "10**20", "3.0"};
    private static final String[] BINARY = {"+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"};
    private static final String[] TESTS = {
        "defined", "undefined", "none", "string", "mapping", "iterable", "sequence", "number", "boolean", "true", "false", "integer", "float",
        "odd", "even", "callable", "lower", "upper", "escaped", "divisibleby 2", "eq 1", "equalto('a')", "in [1, 'a', none]", "gt 1", "not none",
        "not defined", "sameas none"
    };
    private static final String[] FILTERS = {
        "length", "upper", "lower", "title", "capitalize", "trim", "string", "int", "float", "list", "first", "last", "join", "join(',')",
        "tojson", "tojson(indent=2)", "default('D')", "default('D', true)", "abs", "round", "reverse|list", "sort", "unique|list", "items|list",
        "dictsort", "sum", "min", "max", "replace('a', 'Q')", "indent", "indent(2, true)", "safe", "e", "wordcount", "center(9)", "batch(2)|list",
        "slice(2)|list", "map('string')|list", "map('upper')|join('+')", "map(attribute='k')|list", "select|list", "reject('none')|list",
        "select('string')|list", "selectattr('k')|list", "selectattr('name', 'equalto', 'x')|list", "rejectattr('k', 'defined')|list",
        "count", "truncate(6)", "groupby('name')|list", "sort(reverse=true)", "sort(attribute='name')", "format(1)", "urlencode", "attr('k')",
        "map(attribute='name', default='-')|join", "string|length", "int(default=9)", "round(1)", "trim('a ')", "replace('l', '', 1)"
    };
    private static final String[] METHODS = {
        ".upper()", ".lower()", ".strip()", ".lstrip('a')", ".rstrip()", ".split()", ".split(',')", ".split('l', 1)", ".rsplit(' ', 1)",
        ".startswith('a')", ".endswith(('c', 'd'))", ".replace('a', 'bb')", ".find('l')", ".count('l')", ".title()", ".capitalize()",
        ".splitlines()", ".partition(',')", ".isdigit()", ".isalpha()", ".join(['p', 'q'])", ".format(1, 2)", ".items()", ".keys()|list", ".values()|list",
        ".get('k')", ".get('a', 3)", ".index(1)", ".zfill(4)", ".center(7, '*')", ".rfind('o')", ".swapcase()", ".removeprefix('H')", ".append(1)", ".__class__"
    };
    // No slices: of a constant that has none, Jinja2 makes an error in one place and nothing in another.
    private static final String[] SUBSCRIPTS = {"[0]", "[-1]", "['k']", "['name']", ".k", ".name", ".0", "[5]"};

    private static final String[] TEXT_FILTERS = {
        "|upper", "|lower", "|title", "|capitalize", "|trim", "|string", "|reverse", "|replace('a', 'Q')", "|indent", "|indent(2, true)", "|e", "|safe",
        "|center(9)", "|truncate(6)", "|urlencode", "|trim('a ')", "|replace('l', '', 1)", "|default('D')", "|indent('> ', blank=true)", "|first", "|last"
    };
    private static final String[] TEXT_METHODS = {
        ".upper()", ".lower()", ".strip()", ".lstrip('aH')", ".rstrip()", ".replace('a', 'bb')", ".title()", ".capitalize()", ".format(1, 2)", ".zfill(4)",
        ".center(7, '*')", ".swapcase()", ".removeprefix('H')", ".removesuffix('d')", ".ljust(5)", ".rjust(5)", ".split(',')[0]", ".split('l')[-1]"
    };
    private static final String[] LIST_FILTERS = {
        "|list", "|reverse|list", "|unique|list", "|batch(2)|list", "|slice(2)|list", "|map('string')|list", "|select|list", "|reject('none')|list",
        "|select('string')|list", "|map('default', 1)|list", "|reject('in', [1, 'a'])|list", "|select('defined')|list", "|batch(3, '-')|list"
    };
    private static final String[] RECORD_FILTERS = {
        "|map(attribute='k')|list", "|map(attribute='name', default='-')|list", "|selectattr('k')|list", "|selectattr('name', 'equalto', 'x')|list",
        "|rejectattr('k', 'defined')|list", "|sort(attribute='name')", "|groupby('name')|list", "|selectattr('role', '==', 'user')|list", "|list"
    };

    private final RandomGenerator random;
    private int budget;

    TemplateGrammar(RandomGenerator random) {
        this.random = random;
    }

    String template() {
        budget = 6;
        return statements(0);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private String open() {
        return random.nextInt(4) == 0 ? "{%-" : "{%";
    }

    private String close() {
        return random.nextInt(4) == 0 ? "-%}" : "%}";
    }

    private String tag(String inside) {
        return open() + " " + inside + " " + close();
    }

    private String statements(int depth) {
        StringBuilder out = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            out.append(statement(depth)).append(pick(new String[] {"", " ", "\n", "  \n  ", ";"}));
        }
        return out.toString();
    }

    private String statement(int depth) {
        budget--;
        if (depth > 3 || budget < 0) {
            return "{{ " + expression(2) + " }}";
        }
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> "{{ " + expression(0) + " }}";
            case 4, 5 -> tag("set " + pick(new String[] {"x", "y", "z"}) + " = " + expression(1));
            case 6 -> tag("set x, y = " + expression(2) + ", " + expression(2));
            case 7, 8 -> tag("if " + condition(1)) + statements(depth + 1)
                    + (random.nextBoolean() ? tag("elif " + condition(2)) + statements(depth + 1) : "")
                    + (random.nextBoolean() ? tag("else") + statements(depth + 1) : "") + tag("endif");
            case 9, 10, 11 -> loop(depth);
            case 12 -> tag("set x") + statements(depth + 1) + tag("endset");
            case 13 -> tag("macro mk(a, b=" + expression(2) + ")") + "{{ a }}{{ b }}" + statements(depth + 1) + tag("endmacro") + "{{ mk("
                    + expression(2) + ") }}";
            case 14 -> tag("set z = namespace(k=" + expression(2) + ")") + tag("for i in l") + tag("set z.k = " + expression(2)) + tag("endfor")
                    + "{{ z.k }}";
            case 15 -> tag("filter " + pick(new String[] {"upper", "trim", "replace('a', 'b')", "indent"})) + statements(depth + 1) + tag("endfilter");
            case 16 -> tag("with x = " + expression(2)) + statements(depth + 1) + tag("endwith");
            default -> pick(new String[] {"text ", "{# note #}", "{%- raw %} {{ x }} {% endraw %}", "a\n  b", "{#- n -#}"});
        };
    }

    private String loop(int depth) {
        String item = pick(new String[] {"x", "y", "x, y", "i"});
        String filter = random.nextInt(4) == 0 ? " if " + item.charAt(0) + " " + pick(new String[] {"", "is string", "is not none", "!= 1"}) : "";
        String body = pick(new String[] {
            "{{ loop.index }}", "{{ loop.last }}", "{{ loop.first }},", "{{ loop.length }}", "", "{{ loop.previtem }}", "{{ loop.nextitem is defined }}",
            "{{ loop.cycle('p', 'q') }}", "{{ loop.changed(x) }}", "{% if loop.index > 2 %}{% break %}{% endif %}", "{% if x %}{% continue %}{% endif %}"
        });
        return tag("for " + item + " in " + (item.length() > 1 ? pick(new String[] {"d.items()", "d|dictsort", "[(1, 2), (none, 'q')]", "nest|groupby('name')"}) : random.nextInt(8) == 0 ? expression(2) : list(2)) + filter) + body + statements(depth + 1)
                + (random.nextInt(4) == 0 ? tag("else") + "E" : "") + tag("endfor");
    }

    // Mostly what fits its place: most templates shall give a prompt.
    private String expression(int depth) {
        return switch (random.nextInt(depth > 2 ? 12 : 16)) {
            case 0, 1, 2, 3 -> text(depth);
            case 4, 5 -> number(depth);
            case 6, 7, 8 -> list(depth);
            case 9, 10, 11 -> pick(NAMES);
            case 12 -> any(depth + 1);
            case 13 -> expression(depth + 1) + " if " + condition(depth + 1) + (random.nextBoolean() ? " else " + expression(depth + 1) : "");
            case 14 -> "{'k': " + expression(depth + 1) + ", 'name': " + text(depth + 1) + "}";
            default -> condition(depth + 1);
        };
    }

    private String any(int depth) {
        String inner = expression(depth + 1);
        return switch (random.nextInt(5)) {
            case 0 -> inner + " | " + pick(FILTERS);
            case 1 -> "(" + inner + " " + pick(BINARY) + " " + expression(depth + 1) + ")";
            case 2 -> "(" + inner + ")" + pick(METHODS);
            case 3 -> "(" + inner + ")" + pick(SUBSCRIPTS);
            default -> "(" + expression(depth + 1) + " " + pick(BINARY) + " " + expression(depth + 1) + " " + pick(BINARY) + " " + atom() + ")";
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth > 3 ? 2 : 7)) {
            case 0 -> pick(NAMES) + " is " + pick(TESTS.clone()).replace("odd", "defined").replace("even", "string").replace("divisibleby 2", "none").replace("gt 1", "number");
            case 1 -> pick(new String[] {"true", "false", "t", "e", "no", "nope", "n", "l"});
            case 2 -> text(depth + 1) + pick(new String[] {" == ", " in ", " != ", " < ", " not in "}) + text(depth + 1);
            case 3 -> number(depth + 1) + pick(new String[] {" == ", " > ", " < ", " <= ", " != "}) + number(depth + 1);
            case 4 -> text(depth + 1) + " in " + list(depth + 1);
            case 5 -> "not " + condition(depth + 1);
            default -> "(" + condition(depth + 1) + pick(new String[] {" and ", " or "}) + condition(depth + 1) + ")";
        };
    }

    private String text(int depth) {
        if (depth > 3) {
            return pick(TEXTS);
        }
        return switch (random.nextInt(11)) {
            case 0, 1 -> pick(TEXTS);
            case 2 -> "s";
            case 3 -> text(depth + 1) + pick(TEXT_FILTERS);
            case 4 -> "(" + text(depth + 1) + ")" + pick(TEXT_METHODS);
            case 5 -> "(" + text(depth + 1) + ")" + pick(new String[] {"[1:]", "[:2]", "[::-1]", "[1:3]", "[::2]", "[-3:-1]"});
            case 6 -> "(" + text(depth + 1) + pick(new String[] {" ~ ", " + "}) + text(depth + 1) + ")";
            case 7 -> "(" + text(depth + 1) + " ~ " + expression(depth + 1) + ")";
            case 8 -> expression(depth + 1) + pick(new String[] {"|string", "|tojson", "|tojson(indent=2)", "|default('D')", "|default('D', true)"});
            case 9 -> list(depth + 1) + pick(new String[] {"|join", "|join(', ')", "|map('string')|join('+')", "|string", "|tojson"});
            default -> "('%s/%s' % (" + expression(depth + 1) + ", " + expression(depth + 1) + "))";
        };
    }

    private String number(int depth) {
        return switch (random.nextInt(depth > 3 ? 3 : 9)) {
            case 0, 1 -> pick(NUMBERS);
            case 2 -> pick(new String[] {"n", "f"});
            case 3 -> text(depth + 1) + pick(new String[] {"|length", "|int", "|wordcount", "|count", "|float"});
            case 4 -> list(depth + 1) + "|length";
            case 5, 6 -> "(" + number(depth + 1) + pick(new String[] {" + ", " - ", " * "}) + number(depth + 1) + ")";
            case 7 -> "(" + number(depth + 1) + pick(new String[] {" / ", " // ", " % "}) + pick(new String[] {"2", "7", "-3", "0.7", "1.5"}) + ")";
            default -> number(depth + 1) + pick(new String[] {"|abs", "|round", "|round(1)", "|int", "|float", "|round(2, 'floor')"});
        };
    }

    private String list(int depth) {
        return switch (random.nextInt(depth > 3 ? 3 : 10)) {
            case 0 -> pick(new String[] {"l", "words", "nest", "messages", "[]", "range(3)", "[3, 1, 2]", "[1, 'a', none]"});
            case 1 -> "words";
            case 2 -> "[" + atom() + ", " + atom() + "]";
            case 3 -> "(" + text(depth + 1) + ")" + pick(new String[] {".split()", ".split(',')", ".split('l', 1)", ".splitlines()", ".rsplit(' ', 1)", ".partition(',')", "|list"});
            case 4 -> "(" + list(depth + 1) + ")" + pick(new String[] {"[1:]", "[:2]", "[::-1]", "[1:3]", "[-3:-1]"});
            case 5 -> list(depth + 1) + pick(LIST_FILTERS);
            case 6 -> pick(new String[] {"nest", "messages"}) + pick(RECORD_FILTERS);
            case 7 -> pick(new String[] {"d.items()|list", "d|items|list", "d.keys()|list", "d|dictsort", "d.values()|list", "words|sort", "words|unique|list", "words|map('upper')|list", "l|sort(reverse=true)"});
            case 8 -> "[" + expression(depth + 1) + "]";
            default -> "words|select('in', " + list(depth + 1) + ")|list";
        };
    }

    private String atom() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> pick(NAMES);
            case 4, 5 -> pick(TEXTS);
            case 6 -> pick(NUMBERS);
            default -> pick(new String[] {"none", "true", "false", "[]", "{}", "(1, 'a')", "range(3)", "[3, 1, 2]", "loop"});
        };
    }
}
