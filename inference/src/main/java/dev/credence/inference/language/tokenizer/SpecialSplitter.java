package dev.credence.inference.language.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Divides a text at tokens that are matched before anything else, `MatchedTokens`: longest token first, each from left
/// to right.
final class SpecialSplitter {
    /// A part of the text: plain, or a token.
    sealed interface Fragment {
        record Plain(String text) implements Fragment {}

        record Token(int id) implements Fragment {}
    }

    private final Vocabulary vocabulary;
    private final List<Integer> always = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    SpecialSplitter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        MatchedTokens matched = vocabulary.matched();
        matched.always().stream().forEach(always::add);
        asked.addAll(always);
        matched.asked().stream().forEach(asked::add);
        Comparator<Integer> longestFirst = Comparator.comparingInt(id -> -utf8Length(vocabulary.text(id)));
        always.sort(longestFirst);
        asked.sort(longestFirst);
    }

    private static int utf8Length(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    List<Fragment> split(String text, boolean special) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Fragment> fragments = List.of(new Fragment.Plain(text));
        for (int id : special ? asked : always) {
            String mark = vocabulary.text(id);
            if (text.contains(mark)) {
                fragments = splitAt(fragments, id, mark, vocabulary.matched().stripsRight().get(id));
            }
        }
        return fragments;
    }

    private static List<Fragment> splitAt(List<Fragment> fragments, int id, String mark, boolean strips) {
        List<Fragment> parts = new ArrayList<>();
        for (Fragment fragment : fragments) {
            switch (fragment) {
                case Fragment.Token token -> parts.add(token);
                case Fragment.Plain(String text) -> {
                    int from = 0;
                    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
                        addPlain(parts, text.substring(from, at));
                        parts.add(new Fragment.Token(id));
                        from = at + mark.length();
                        while (strips && from < text.length() && isSpace(text.charAt(from))) {
                            from++;
                        }
                    }
                    addPlain(parts, text.substring(from));
                }
            }
        }
        return parts;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static void addPlain(List<Fragment> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Fragment.Plain(text));
        }
    }
}
