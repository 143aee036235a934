package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.Release;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.publishing.ModelFolder;
import dev.credence.node.world.SystemWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// Goal: a hub says that a model can be proved only where a verifier would accept its registration, and else why not. Method: our own integer model,
// as it is, without its registration, with another's, and with one under another suite.
class ProvabilitiesTest {
    private static final Path DIGITS = Path.of(System.getProperty("credence.home")).resolve("models/digits-int8");

    @TempDir
    Path folder;

    private final SystemWorld world = new SystemWorld();
    private final SecretKey publisher = SecretKey.ofSeed(Bytes.of(new byte[32]));
    private Hub hub;
    private ModelFolder.Content digits;

    @BeforeEach
    void open() throws Exception {
        hub = Hub.open(world.disk(), folder, Set.of(publisher.publicKey().id()));
        digits = ModelFolder.read(world.disk(), DIGITS);
    }

    @Test
    void whatIsRegisteredCanBeProvedAtTheSizeThatItsProgramGives() throws Exception {
        Published published = publish("whole", digits.manifest().argument(), registration());
        assertThat(new Provabilities(hub).of(published)).isInstanceOfSatisfying(Provability.Yes.class, yes -> {
            assertThat(yes.parameters()).isEqualTo(20_522);
            assertThat(yes.multiplyAdds()).isEqualTo(342_656);
            // Its proofs have some 123,000.
            assertThat(yes.size().bytesMax()).isBetween(124_000L, 140_000L);
            assertThat(yes.estimatedMillis()).isBetween(15L, 60L);
        });
    }

    @Test
    void aModelWithoutARegistrationCannot() throws Exception {
        assertThat(reason(publish("bare", Optional.empty(), registration()))).contains("bare@1 cannot be proved").contains("not registered");
    }

    @Test
    void aModelWhoseRegistrationDoesNotHoldCannot() throws Exception {
        byte[] bytes = registration().toArray();
        bytes[2_400] ^= 1;
        Bytes other = Bytes.wrap(bytes);
        ArgumentRegistration honest = digits.manifest().argument().orElseThrow();
        Optional<ArgumentRegistration> claimed = Optional.of(new ArgumentRegistration(honest.suite(), honest.code(), Sha256.of(other)));
        assertThat(reason(publish("bogus", claimed, other))).contains("its registration is refused");
    }

    @Test
    void aModelUnderASuiteThatNobodyKnowsCannot() throws Exception {
        ArgumentRegistration honest = digits.manifest().argument().orElseThrow();
        Optional<ArgumentRegistration> claimed = Optional.of(new ArgumentRegistration("ud-40", honest.code(), honest.registration()));
        assertThat(reason(publish("weak", claimed, registration()))).contains("ud-40 is not known");
    }

    @Test
    void timesAreMediansOfTheLatestProofs() {
        ProvingTimes times = new ProvingTimes();
        var model = Sha256.of(Bytes.EMPTY);
        assertThat(times.of(model)).isEmpty();
        for (int i = 0; i < 100; i++) {
            times.add(model, i < 68 ? 1_000 : i, 5_000 + i);
        }
        assertThat(times.of(model)).contains(new ProvingTimes.Measured(32, 84, 5_084));
        for (int i = 0; i < 2_000; i++) {
            times.add(Sha256.of(Bytes.ofUtf8("model " + i)), 1, 1);
        }
        assertThat(times.of(model)).as("models are bounded too").isEmpty();
    }

    private String reason(Published published) throws IOException {
        return ((Provability.No) new Provabilities(hub).of(published)).reason();
    }

    private Bytes registration() throws IOException {
        return digits.file(digits.manifest().file("registration").orElseThrow());
    }

    private Published publish(String name, Optional<ArgumentRegistration> argument, Bytes registration) throws Exception {
        Bytes program = digits.file(digits.manifest().model());
        Bytes weights = digits.file(digits.manifest().file("data").orElseThrow());
        Manifest manifest = IntegerFiles.of(program, weights)
                .manifest(new IntegerFiles.Described(List.of(IntegerFiles.registration(registration)), "Apache-2.0", Optional.empty(), argument));
        for (Bytes file : List.of(program, weights, registration, manifest.encode())) {
            hub.upload(file, 1);
        }
        Release release = new Release(ReleaseName.parse(name + "@1"), manifest.id(), publisher.publicKey().id(), 1);
        return hub.publish(release.sign(publisher));
    }
}
