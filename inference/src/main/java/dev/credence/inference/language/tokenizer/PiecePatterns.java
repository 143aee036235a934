package dev.credence.inference.language.tokenizer;

import java.util.List;
import java.util.stream.Stream;

/// The cuts of the pre-tokenizers that are not written out by hand, by their names in `tokenizer.ggml.pre`.
///
/// They are llama.cpp's, which for some vocabularies differ from those of the model's makers in what they do with marks
/// and with the case of letters beyond ASCII; where it takes a class apart, (?=[x])([^y]), it is written [x&&[^y]] here.
final class PiecePatterns {
    private static final String NUMBER = "\\p{N}";
    private static final String NUMBERS = "\\p{N}+";
    private static final String THREE_NUMBERS = "\\p{N}{1,3}";
    private static final String THREE_DIGITS = "[0-9][0-9][0-9]";
    private static final String LINE_ENDS = "[\\r\\n]";
    private static final String LINES = "[^\\n]+|[\\n]+";
    private static final String IDEOGRAPHS = "[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+";
    private static final String IDEOGRAPHS_AND_KANA = "[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+";
    private static final String SENTENCES = " ?[^(\\s|.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c)]+";
    private static final String SUFFIXES = "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";
    private static final String WORDS = "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";
    private static final String MARKED_WORDS = "[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+";
    private static final String OTHERS = " ?[^\\s\\p{L}\\p{N}]+";
    private static final String SPACES = "\\s+(?!\\S)|\\s+";
    private static final String LINE_ENDS_AND_SPACES = "\\s*[\\r\\n]+|" + SPACES;
    private static final String ENDING = OTHERS + "[\\r\\n]*|" + LINE_ENDS_AND_SPACES;
    private static final String ENDING_WITH_SLASHES = OTHERS + "[\\r\\n/]*|" + LINE_ENDS_AND_SPACES;
    private static final String UPPER = "[\\p{L}&&[^a-z]]";
    private static final String LOWER = "[\\p{L}&&[^A-Z]]";
    private static final String LEAD = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String CASED = LEAD + UPPER + "*" + LOWER + "+";
    private static final String UPPER_CASED = LEAD + UPPER + "+" + LOWER + "*";
    private static final String DEEPSEEK_WORDS = "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
            + "| ?[\\p{P}\\p{S}]+";
    private static final String SCRIPTS = "[\u4e00-\u9fff\u3400-\u4dbf\u8c48-\ufaff\u3040-\u309f\u30a0-\u30ff\uff65-\uff9f\u2f00-\u2fdf"
            + "\u0e40-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff\uac00-\ud7af\u1100-\u11ff]+";
    private static final String DEEPSEEK_LETTERS = "\\s?[A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01c4-\u0293\u0295-\u02af"
            + "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f\u0531-\u0556"
            + "\u10a0-\u10c5\u13a0-\u13f5\u13f8-\u13fd\u1c90-\u1cba\u1cbd-\u1cbf\u1d00-\u1d2b\u1d6b-\u1d77\u1d79-\u1d9a\u1e00-\u1f15\u1f18-\u1f1d"
            + "\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fbc\u1fbe\u1fc2-\u1fc4\u1fc6-\u1fcc"
            + "\u1fd0-\u1fd3\u1fd6-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ff4\u1ff6-\u1ffc\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128"
            + "\u212a-\u212d\u212f-\u2134\u2139\u213c-\u213f\u2145-\u2149\u214e\u2183\u2184\u2c00-\u2c7b\u2c7e-\u2ce4\u2ceb-\u2cee\u2cf2\u2cf3"
            + "\ua640-\ua66d\ua680-\ua69b\ua722-\ua76f\ua771-\ua787\ua78b-\ua78e\uab70-\uabbf\ufb00-\ufb06\ufb13-\ufb17\uff21-\uff3a\uff41-\uff5a"
            + "\ud801\udc00-\ud801\udc4f\ud801\udcb0-\ud801\udcd3\ud801\udcd8-\ud801\udcfb\ud803\udc80-\ud803\udcb2\ud803\udcc0-\ud803\udcf2"
            + "\ud806\udca0-\ud806\udcdf\ud83a\udd00-\ud83a\udd43]+";
    private static final String DEEPSEEK_SIGNS = "\\s?[!-/:-~\uff01-\uff0f\uff1a-\uff5e\u2018-\u201f\u3000-\u3002]+";
    private static final String YOUTU_SCRIPTS = "[\uac00-\ud7a3\u3131-\u318e]+"
            + "|[\uff01\u2026\u201c\u201d\u2018\u2019\u2014\uff1a\uff1b\uff0c\u3001-\u303f\ufe30-\ufe4f]+|[\u3105-\u312f]+"
            + "|[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+";
    private static final String FALCON_SIGNS = "[\\p{P}\\$\\+<=>\\^~\\|`]+";
    private static final String DEFAULT_SIGNS = "[\\p{P}\\$\\+<=>\\^~\\|]+";

    private PiecePatterns() {}

    /// The cuts of that name, none if this build does not know it.
    static List<PreTokenizer.Cut> of(String name) {
        return switch (name) {
            case "default" -> List.of(PiecePattern.of(DEFAULT_SIGNS), PreTokenizer.A, PiecePattern.of(NUMBERS), PiecePattern.of(THREE_DIGITS));
            case "falcon" -> List.of(PiecePattern.of(FALCON_SIGNS), PreTokenizer.A, PiecePattern.of(THREE_DIGITS));
            case "laguna" -> List.of(PiecePattern.of(LINES), PreTokenizer.B_OF_SINGLE_DIGITS);
            case "tiny_aya", "cohere2moe" -> List.of(
                    PreTokenizer.THOUSANDS, PiecePattern.of(MARKED_WORDS + SUFFIXES + "?|" + THREE_NUMBERS + "|" + ENDING_WITH_SLASHES));
            case "afmoe" -> List.of(
                    PreTokenizer.THOUSANDS, PiecePattern.of(SCRIPTS), PiecePattern.of(DEEPSEEK_WORDS + "[\\r\\n]*|" + LINE_ENDS_AND_SPACES));
            default -> Stream.of(patterns(name)).<PreTokenizer.Cut>map(PiecePattern::of).toList();
        };
    }

    private static String[] patterns(String name) {
        return switch (name) {
            case "deepseek-llm" -> row(LINE_ENDS, DEEPSEEK_LETTERS, DEEPSEEK_SIGNS, "\\s+$", IDEOGRAPHS, NUMBERS);
            case "deepseek-coder" -> row(LINE_ENDS, "\\s?\\p{L}+", "\\s?\\p{P}+", IDEOGRAPHS, NUMBER);
            case "deepseek-v3", "hunyuan-dense", "joyai-llm", "hy_v4" ->
                    row(THREE_NUMBERS, IDEOGRAPHS_AND_KANA, DEEPSEEK_WORDS + "[\\r\\n]*|" + LINE_ENDS_AND_SPACES);
            case "spark2_5" -> row(THREE_NUMBERS, IDEOGRAPHS_AND_KANA, DEEPSEEK_WORDS + "|[\\r\\n]|" + SPACES, NUMBER);
            case "youtu" -> row(YOUTU_SCRIPTS, MARKED_WORDS + SUFFIXES + "?|\\p{N}|" + ENDING_WITH_SLASHES);
            case "qwen35" -> row(SUFFIXES + "|" + MARKED_WORDS + "|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|" + LINE_ENDS_AND_SPACES);
            case "poro-chat", "bloom", "gpt3-finnish" -> row(SENTENCES);
            case "viking" -> row(SENTENCES, NUMBER);
            case "tekken" -> row(CASED + "|" + UPPER_CASED + "|\\p{N}|" + ENDING_WITH_SLASHES);
            case "gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2" ->
                    row(CASED + SUFFIXES + "?|" + UPPER_CASED + SUFFIXES + "?|" + THREE_NUMBERS + "|" + ENDING_WITH_SLASHES);
            case "kimi-k2" -> row("\\p{Han}+|" + LEAD + "[\\p{L}&&[^\\p{Han}]]+" + SUFFIXES + "?|" + THREE_NUMBERS + "|" + ENDING);
            case "bailingmoe", "bailingmoe2", "llada-moe" -> row("'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|" + WORDS + "|\\p{N}|" + OTHERS
                    + "[\\r\\n]*|\\s*[\\r\\n]|" + SPACES);
            case "seed-coder" -> row(SUFFIXES + "|" + WORDS + "|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|" + LINE_ENDS_AND_SPACES);
            case "ufakzeka" -> row(WORDS + "|\\p{N}|" + ENDING);
            case "exaone-moe" -> row(SUFFIXES + "|" + LEAD + "(?:\\p{L}\\p{M}*(?: \\p{L}\\p{M}*)*)+|\\p{N}|" + OTHERS + "[\\r\\n/]?|\\s*[\\r\\n]|" + SPACES);
            case "minicpm5" -> row(THREE_NUMBERS, SUFFIXES + "|" + WORDS + "|\\p{N}+|" + ENDING);
            default -> row();
        };
    }

    private static String[] row(String... patterns) {
        return patterns;
    }
}
