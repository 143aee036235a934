package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Jinja2's filters by name, with `tojson` as Hugging Face has it.
public final class Filters {
    /// Filters of Jinja2 that are refused: chance, Python's pretty printer, and what makes pages for browsers.
    private static final Set<String> REFUSED =
            Set.of("random", "pprint", "urlize", "xmlattr", "striptags", "wordwrap", "filesizeformat");

    private static final Map<String, Runtime.Filter> ALL = all();

    private Filters() {}

    private static Map<String, Runtime.Filter> all() {
        Map<String, Runtime.Filter> all = new HashMap<>();
        TextFilters.register(all);
        SequenceFilters.register(all);
        SelectionFilters.register(all);
        SortFilters.register(all);
        NumberFilters.register(all);
        for (String name : REFUSED) {
            all.put(name, (_, _, _) -> {
                throw TemplateException.unsupported("the filter " + name);
            });
        }
        return Map.copyOf(all);
    }

    static Optional<Runtime.Filter> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// A filter that takes nothing but its subject.
    static Runtime.Filter plain(String function, Runtime.Filter filter) {
        Signature signature = Signature.of(function, 0);
        return (runtime, value, arguments) -> {
            signature.bind(arguments);
            return filter.apply(runtime, value, arguments);
        };
    }

    /// Whether Jinja2 has a filter of that name.
    public static boolean isKnown(String name) {
        return ALL.containsKey(name);
    }
}
