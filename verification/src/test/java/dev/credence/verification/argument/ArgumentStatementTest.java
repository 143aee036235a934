package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.Rescale;
import dev.credence.testkit.Seeded;
import dev.credence.verification.argument.ArgumentStatement.Model;
import dev.credence.verification.argument.ArgumentStatement.Request;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.TinyModels;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

// Goal: one proof, one statement. Method: each field of an honest statement altered alone.
class ArgumentStatementTest {
    private static final Digest OTHER = Sha256.of(Bytes.ofUtf8("other"));

    @Test
    void aProofIsOfItsOwnStatementOnly() throws Exception {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        Bytes proof = made.prove();
        assertThat(made.verify(proof)).isInstanceOf(ArgumentOutcome.Accepted.class);
        for (ArgumentStatement altered : altered(made.statement)) {
            assertThat(ArgumentVerifier.verify(altered, proof)).as(altered.toString()).isInstanceOf(ArgumentOutcome.Refused.class);
        }
    }

    @Test
    void everyFieldIsAlteredAbove() {
        Set<String> fields = new TreeSet<>();
        for (Class<?> type : List.of(ArgumentStatement.class, Model.class, Request.class)) {
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(component.getName());
            }
        }
        // `suite` has one value so far; `model` and `request` (outer) are the records inside.
        assertThat(fields).containsExactly("answer", "code", "input", "manifest", "model", "nonce", "output", "program", "request", "suite");
    }

    @Test
    void integersOutsideTheirRangeAreNoStatement() {
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        int[] input = made.statement.input().clone();
        input[2] = 256;
        assertFault(made.statement(input, made.statement.output()), ArgumentFault.PUBLIC_TENSORS);
        int[] output = made.statement.output().clone();
        output[1] = -129;
        assertFault(made.statement(made.statement.input(), output), ArgumentFault.PUBLIC_TENSORS);
        assertFault(made.statement(new int[5], made.statement.output()), ArgumentFault.PUBLIC_TENSORS);
        assertFault(made.statement(made.statement.input(), new int[0]), ArgumentFault.PUBLIC_TENSORS);
    }

    private static void assertFault(ArgumentStatement statement, ArgumentFault fault) {
        assertThat(ArgumentVerifier.verify(statement, Bytes.EMPTY))
                .isInstanceOfSatisfying(ArgumentOutcome.Refused.class, refused -> assertThat(refused.refusal().fault()).isEqualTo(fault));
    }

    private static List<ArgumentStatement> altered(ArgumentStatement honest) throws Exception {
        Model model = honest.model();
        Request request = honest.request();
        List<ArgumentStatement> altered = new ArrayList<>();
        altered.add(of(honest, new Model(OTHER, model.program(), model.code()), request));
        altered.add(of(honest, new Model(model.manifest(), model.program(), OTHER), request));
        for (IntegerProgram program : programs(model.program())) {
            altered.add(of(honest, new Model(model.manifest(), program, model.code()), request));
        }
        altered.add(of(honest, model, new Request(Bytes.EMPTY, request.request(), request.answer())));
        altered.add(of(honest, model, new Request(Bytes.ofUtf8("noncf"), request.request(), request.answer())));
        altered.add(of(honest, model, new Request(request.nonce(), OTHER, request.answer())));
        altered.add(of(honest, model, new Request(request.nonce(), request.request(), OTHER)));
        for (int i = 0; i < honest.input().length; i++) {
            altered.add(new ArgumentStatement(honest.suite(), model, request, moved(honest.input(), i, 200), honest.output()));
        }
        for (int i = 0; i < honest.output().length; i++) {
            altered.add(new ArgumentStatement(honest.suite(), model, request, honest.input(), moved(honest.output(), i, 0)));
        }
        return altered;
    }

    // Programs of the same layouts: another rule for the answer, another name, another zero point.
    private static List<IntegerProgram> programs(IntegerProgram honest) {
        OutputRule rule = honest.output();
        List<IntegerProgram> programs = new ArrayList<>();
        programs.add(new IntegerProgram(
                honest.input(), honest.ops(), new OutputRule(rule.name(), rule.dimensions(), rule.scale() * 2, rule.finish())));
        List<IntegerOp> ops = new ArrayList<>(honest.ops());
        IntegerOp.Linear last = (IntegerOp.Linear) ops.getLast();
        ops.set(ops.size() - 1, new IntegerOp.Linear("renamed", last.input(), last.gather(), last.channels(), last.multiplierDigits(), last.rescale()));
        programs.add(new IntegerProgram(honest.input(), ops, rule));
        Rescale rescale = new Rescale(last.rescale().shift(), last.rescale().range(), last.rescale().zeroPoint() + 1);
        ops.set(ops.size() - 1, new IntegerOp.Linear(last.name(), last.input(), last.gather(), last.channels(), last.multiplierDigits(), rescale));
        programs.add(new IntegerProgram(honest.input(), ops, rule));
        return programs;
    }

    private static ArgumentStatement of(ArgumentStatement honest, Model model, Request request) {
        return new ArgumentStatement(honest.suite(), model, request, honest.input(), honest.output());
    }

    private static int[] moved(int[] integers, int at, int threshold) {
        int[] moved = integers.clone();
        moved[at] += moved[at] > threshold ? -1 : 1;
        return moved;
    }
}
