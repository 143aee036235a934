package dev.credence.proof.soundness;

/// One way in which a false statement may pass.
///
/// @param label what goes wrong
/// @param bound how likely it is
/// @param formula of the bound, in the words of docs/soundness.md
/// @param source the paper or the argument it is from
public record ErrorTerm(String label, ErrorBound bound, String formula, String source) {
    private static final String SCHWARTZ_ZIPPEL = "Schwartz 1980; Zippel 1979";

    /// Rounds of a sumcheck, or layers of such rounds: the degrees of all round polynomials added.
    public static ErrorTerm sumcheck(String label, long degrees) {
        return new ErrorTerm(label, ErrorBound.perField(degrees), "sum of degrees / |F|", "Lund, Fortnow, Karloff, Nisan 1992");
    }

    /// A random combination of `claims` claims by powers of one challenge.
    public static ErrorTerm combination(String label, long claims) {
        return new ErrorTerm(label, ErrorBound.perField(Math.max(0, claims - 1)), "(claims - 1) / |F|", SCHWARTZ_ZIPPEL);
    }

    /// A polynomial of this total degree that is not zero vanishes at a random point.
    public static ErrorTerm evaluation(String label, long degree) {
        return new ErrorTerm(label, ErrorBound.perField(degree), "degree / |F|", SCHWARTZ_ZIPPEL);
    }

    /// A sum of `fractions` fractions that is not zero as a rational function vanishes at random α and β, or has a pole there.
    ///
    /// @param width of a tuple, bus included
    public static ErrorTerm lookup(String label, long fractions, int width) {
        return new ErrorTerm(label, ErrorBound.perField(Math.multiplyExact(fractions, width + 2L)),
                "fractions * (width + 2) / |F|", "Papini and Haböck 2023/1284; Haböck 2022/1530");
    }

    /// The fold of a matrix of `rowsLog` row variables is near the code though the matrix is not.
    public static ErrorTerm proximityGap(String label, int rowsLog, int positionsLog) {
        return new ErrorTerm(label, ErrorBound.perField((long) rowsLog << positionsLog), "row variables * n / |F|",
                "Ben-Sasson, Carmon, Ishai, Kopparty, Saraf 2020, theorem 4.1; Diamond and Gruen 2024/1351, corollary 3.7");
    }

    /// No query falls where the folded matrix and the polynomial that was sent for it differ.
    public static ErrorTerm queries(String label, int rateLog, int queries) {
        return new ErrorTerm(label, ErrorBound.queries(rateLog, queries), "((1 + rate) / 2)^queries",
                "unique decoding: Reed and Solomon 1960; Ben-Sasson, Carmon, Ishai, Kopparty, Saraf 2020");
    }
}
