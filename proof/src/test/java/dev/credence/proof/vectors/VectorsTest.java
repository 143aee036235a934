package dev.credence.proof.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.gkr.FractionalOutcome;
import dev.credence.proof.gkr.FractionalProver;
import dev.credence.proof.gkr.FractionalVerifier;
import dev.credence.proof.multilinear.Multilinear;
import dev.credence.proof.multilinear.Point;
import dev.credence.proof.sumcheck.CompositePolynomial;
import dev.credence.proof.sumcheck.SumcheckOutcome;
import dev.credence.proof.sumcheck.SumcheckProver;
import dev.credence.proof.sumcheck.SumcheckStatement;
import dev.credence.proof.sumcheck.SumcheckVerifier;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.proof.transcript.VerifierTranscript;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorsTest {
    @Test
    void sumsOfProductsAreJudgedAsTheVectorsSay() throws Exception {
        for (VectorFile vector : VectorFile.of("sumcheck")) {
            VerifierTranscript transcript = new VerifierTranscript(vector.bytes("proof"));
            assertThat(sumcheck(vector, transcript)).as(vector.name()).isEqualTo(vector.expect());
        }
    }

    @Test
    void fractionalSumsAreJudgedAsTheVectorsSay() throws Exception {
        for (VectorFile vector : VectorFile.of("gkr")) {
            VerifierTranscript transcript = new VerifierTranscript(vector.bytes("proof"));
            assertThat(fractionalSum(vector, transcript)).as(vector.name()).isEqualTo(vector.expect());
        }
    }

    @Test
    void ourProversSendWhatTheVectorsHold() throws Exception {
        for (VectorFile vector : VectorFile.of("sumcheck").stream().filter(VectorFile::isAccepted).toList()) {
            ProverTranscript prover = new ProverTranscript();
            List<ExtensionVector> tables = vector.tables();
            SumcheckProver.prove(new CompositePolynomial(tables, 3, VectorsTest::product), vector.elements("claim").get(0), prover);
            assertThat(prover.proof()).isEqualTo(vector.bytes("proof"));
        }
        for (VectorFile vector : VectorFile.of("gkr").stream().filter(VectorFile::isAccepted).toList()) {
            ProverTranscript prover = new ProverTranscript();
            FractionalProver.prove(vector.tables().get(0), vector.tables().get(1), prover);
            assertThat(prover.proof()).isEqualTo(vector.bytes("proof"));
        }
    }

    private static String sumcheck(VectorFile vector, VerifierTranscript transcript) {
        try {
            SumcheckOutcome outcome = SumcheckVerifier.verify(
                    new SumcheckStatement(3, 3, vector.elements("claim").get(0)), transcript);
            if (vector.isAccepted()) {
                assertThat(ExtensionVector.of(outcome.claim())).isEqualTo(vector.elements("value"));
                assertThat(coordinates(outcome.point())).isEqualTo(vector.elements("point"));
            }
            if (!product(vector.tables().stream().map(table -> Multilinear.evaluate(table, outcome.point())).toList()).equals(outcome.claim())) {
                return ProofFault.SUMCHECK_CLAIM.name();
            }
            transcript.finish();
            return "accepted";
        } catch (ProofException refused) {
            return refused.fault().name();
        }
    }

    private static String fractionalSum(VectorFile vector, VerifierTranscript transcript) {
        try {
            FractionalOutcome outcome = FractionalVerifier.verify(3, transcript);
            ExtensionVector leaf = ExtensionVector.of(outcome.leaf().numerator(), outcome.leaf().denominator());
            if (vector.isAccepted()) {
                assertThat(ExtensionVector.of(outcome.root().numerator(), outcome.root().denominator()))
                        .isEqualTo(vector.elements("root"));
                assertThat(coordinates(outcome.point())).isEqualTo(vector.elements("point"));
                assertThat(leaf).isEqualTo(vector.elements("value"));
            }
            for (int i = 0; i < 2; i++) {
                if (!Multilinear.evaluate(vector.tables().get(i), outcome.point()).equals(leaf.get(i))) {
                    return ProofFault.SUMCHECK_CLAIM.name();
                }
            }
            transcript.finish();
            return "accepted";
        } catch (ProofException refused) {
            return refused.fault().name();
        }
    }

    private static ExtensionVector coordinates(Point point) {
        return ExtensionVector.of(point.coordinates().toArray(Extension[]::new));
    }

    private static Extension product(List<Extension> values) {
        return values.stream().reduce(Extension.ONE, Extension::times);
    }
}
