package dev.credence.inference.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Manifest MANIFEST = Manifest.ofGraph(
            List.of(
                    new ManifestFile("model", "model.onnx", 3, Sha256.of(Bytes.ofUtf8("abc"))),
                    new ManifestFile("card", "card.json", 2, Sha256.of(Bytes.ofUtf8("{}")))),
            Sha256.of(Bytes.ofUtf8("graph")),
            Sha256.of(Bytes.ofUtf8("weights")),
            new Manifest.Signatures(
                    List.of(new TensorSignature("image", "FP32", List.of(-1L, 1L, 28L, 28L))),
                    List.of(new TensorSignature("logits", "FP32", List.of(-1L, 10L)))),
            "Apache-2.0");
    private static final Manifest INTEGERS = Manifest.ofProgram(
            List.of(
                    new ManifestFile("model", "program.int8", 3, Sha256.of(Bytes.ofUtf8("abc"))),
                    new ManifestFile("data", "weights.int8", 2, Sha256.of(Bytes.ofUtf8("de"))),
                    new ManifestFile("registration", "registration.bin", 1, Sha256.of(Bytes.ofUtf8("f")))),
            Sha256.of(Bytes.ofUtf8("abc")),
            Sha256.of(Bytes.ofUtf8("de")),
            new Manifest.Signatures(MANIFEST.inputs(), MANIFEST.outputs()),
            "Apache-2.0")
            .withParent(Optional.of(MANIFEST.id()))
            .withArgument(Optional.of(new ArgumentRegistration("ud-100", Sha256.of(Bytes.ofUtf8("code")), Sha256.of(Bytes.ofUtf8("f")))));
    private static final Manifest LANGUAGE = Manifest.ofLanguage(
            List.of(new ManifestFile("model", "model.gguf", 5_000_000_000L, Sha256.of(Bytes.ofUtf8("gguf")))),
            Sha256.of(Bytes.ofUtf8("header")),
            Sha256.of(Bytes.ofUtf8("weights")),
            new LanguageSignature("llama", 2_048, 32_000, true, false, Sha256.of(Bytes.ofUtf8("rotation"))),
            "Apache-2.0");
    private static final SecretKey PUBLISHER = SecretKey.ofSeed(Bytes.wrap(new byte[32]));

    @Test
    void readsBackWhatItWrote() throws MalformedException {
        assertThat(Manifest.decode(MANIFEST.encode())).isEqualTo(MANIFEST);
        Manifest child = MANIFEST.withParent(Optional.of(MANIFEST.id()));
        assertThat(Manifest.decode(child.encode())).isEqualTo(child);
    }

    @Test
    void readsBackAnIntegerModelThatCanBeProved() throws MalformedException {
        assertThat(Manifest.decode(INTEGERS.encode())).isEqualTo(INTEGERS);
        assertThat(INTEGERS.executed()).containsExactly(INTEGERS.files().get(0), INTEGERS.files().get(1));
        assertThat(MANIFEST.executed()).containsExactly(MANIFEST.model());
    }

    @Test
    void readsBackALanguageModel() throws MalformedException {
        assertThat(Manifest.decode(LANGUAGE.encode())).isEqualTo(LANGUAGE);
        String text = LANGUAGE.encode().utf8();
        Map<String, String> defects = Map.of(
                text.replace("\"gguf\"", "\"onnx\""), "the member language for a language model",
                text.replaceAll(",\"language\":.*$", "}"), "the member language for a language model",
                text.replace("\"template\":true,\"tools\":false", "\"template\":false,\"tools\":true"), "false without a template",
                text.replace("\"llama\"", "\"../x\""), "of a-z 0-9 -",
                text.replace("\"context\":2048", "\"context\":0"), "context",
                text.replace("\"outputs\":[]", "\"outputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1]}]"), "no inputs and outputs");
        defects.forEach((changed, expected) -> assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(changed)))
                .as(changed)
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(expected));
    }

    @Test
    void refusesPartsThatDoNotGoTogether() throws MalformedException {
        String text = INTEGERS.encode().utf8();
        String registration = INTEGERS.argument().orElseThrow().registration().hex();
        Map<String, String> defects = Map.of(
                text.replace("\"int8-v1\"", "\"float-v1\""), "the profile of the kind integer",
                text.replace("\"integer\"", "\"onnx\""), "the profile of the kind onnx",
                text.replace("\"role\":\"data\"", "\"role\":\"sample\""), "a file of role data",
                text.replace("\"registration\":\"" + registration, "\"registration\":\"" + "0".repeat(64)), "a file of role registration",
                text.replace("\"integer\"", "\"onnx\"").replace("\"int8-v1\"", "\"float-v1\""), "no argument for a model of floats",
                text.replace("ud-100", "UD"), "a suite's name",
                text.replace("\"suite\"", "\"suites\""), "suite");
        defects.forEach((changed, expected) -> assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(changed)))
                .as(changed)
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(expected));
    }

    @Test
    void refusesEveryChangedByteOrGivesAnotherId() {
        changed(MANIFEST);
        changed(INTEGERS);
        changed(LANGUAGE);
    }

    private static void changed(Manifest manifest) {
        byte[] bytes = manifest.encode().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            try {
                assertThat(Manifest.decode(Bytes.wrap(changed)).id()).isNotEqualTo(manifest.id());
            } catch (MalformedException expected) {
                assertThat(expected).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void refusesAnotherSpelling() throws MalformedException {
        String text = MANIFEST.encode().utf8();
        assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(text.replace(",", ", ")))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(text.replace("model.onnx", "../model.onnx"))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("plain file name");
        assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(text.replace("card.json", "model.onnx"))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("distinct names");
        assertThatThrownBy(() -> Manifest.decode(Bytes.ofUtf8(text.replace("\"role\":\"model\"", "\"role\":\"data\""))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("the model file first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "digits@", "@1", "Digits@1", "../x@1", "a@../1", "a@1@2", "a b@1", "-a@1", "a@.1", "a@12345678901234567890123456789012"})
    void refusesNamesThatCouldBePaths(String name) {
        assertThatThrownBy(() -> ReleaseName.parse(name)).isInstanceOf(MalformedException.class);
    }

    @Test
    void acceptsAGenuineReleaseOnly() throws MalformedException {
        Release release = new Release(ReleaseName.parse("digits@1"), MANIFEST.id(), PUBLISHER.publicKey().id(), 1_700_000_000_000L);
        SignedRelease signed = release.sign(PUBLISHER);
        assertThat(SignedRelease.decode(signed.encode())).isEqualTo(signed);
        assertThat(signed.isGenuine()).isTrue();

        Release other = new Release(ReleaseName.parse("digits@2"), release.model(), release.publisher(), release.released());
        assertThat(new SignedRelease(other, signed.key(), signed.signature()).isGenuine()).isFalse();
        SecretKey stranger = SecretKey.ofSeed(Sha256.of(Bytes.EMPTY).bytes());
        assertThat(new SignedRelease(release, stranger.publicKey(), stranger.sign(SignedRelease.signedBytes(release))).isGenuine())
                .isFalse();
        assertThatThrownBy(() -> release.sign(stranger)).isInstanceOf(IllegalArgumentException.class);
    }
}
