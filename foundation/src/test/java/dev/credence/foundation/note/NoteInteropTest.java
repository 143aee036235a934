package dev.credence.foundation.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.CosignatureVerdict.Counted;
import dev.credence.foundation.note.CosignatureVerdict.Problem;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Notes that others have signed: the example of Go's sumdb/note, and a checkpoint of a public staging log of certificates
/// with the cosignatures of four public witnesses, 23 May 2026.
class NoteInteropTest {
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String GO_LINE =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    private static final String PUBLIC_CHECKPOINT = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
            — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;
    private static final String PUBLIC_POLICY = """
            log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f
            witness garden transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM
            witness smartit witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO
            witness remora remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2
            witness stagemole witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv
            group witnesses all garden smartit remora stagemole
            quorum witnesses
            """;

    @Test
    void signsAsGoDoes() throws MalformedException {
        Bytes typed = Bytes.parseBase64(GO_SEED);
        SecretKey secret = SecretKey.ofSeed(typed.slice(1, typed.length()));
        NoteKey key = NoteKey.parse(GO_KEY);
        assertThat(key.key()).isEqualTo(secret.publicKey());
        assertThat(key.text()).isEqualTo(GO_KEY);
        NoteSignature signature = new NoteSignature(key.name(), key.id(), secret.sign(Bytes.ofUtf8(GO_TEXT)));
        assertThat(new SignedNote(GO_TEXT, List.of(signature)).format()).isEqualTo(GO_TEXT + "\n" + GO_LINE + "\n");
    }

    @Test
    void verifiesWhatGoSigned() throws MalformedException {
        SignedNote note = SignedNote.parse(GO_TEXT + "\n" + GO_LINE + "\n");
        NoteKey key = NoteKey.parse(GO_KEY);
        assertThat(key.verify(note.text(), note.signatures().getFirst())).isTrue();
        assertThat(key.verify(note.text().replace("answer", "question"), note.signatures().getFirst())).isFalse();
    }

    @Test
    void acceptsPublicCheckpointWithItsFourWitnesses() throws MalformedException {
        SignedNote note = SignedNote.parse(PUBLIC_CHECKPOINT);
        assertThat(note.format()).isEqualTo(PUBLIC_CHECKPOINT);
        CosignatureVerdict verdict = TlogPolicy.parse(PUBLIC_POLICY).evaluate(note, UnknownKeys.IGNORED);
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.cosigners()).extracting(Counted::name).containsExactly("garden", "smartit", "remora", "stagemole");
        assertThat(verdict.cosigners()).extracting(Counted::timeSeconds).containsOnly(1_779_573_024L);
    }

    @Test
    void refusesItsSignatureOfAnotherKindWhereEveryLineMustBeKnown() throws MalformedException {
        CosignatureVerdict verdict =
                TlogPolicy.parse(PUBLIC_POLICY).evaluate(SignedNote.parse(PUBLIC_CHECKPOINT), UnknownKeys.REFUSED);
        assertThat(verdict.problems())
                .extracting(Problem::reason)
                .containsExactly(CosignatureVerdict.Reason.KEY_UNKNOWN);
    }
}
