package dev.credence.foundation.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MalformedExceptionTest {
    @Test
    void isOneSentence() {
        assertThat(new MalformedException("a.b", 7, "x", "y")).hasMessage("a.b at byte 7: expected x, found y");
        assertThat(new MalformedException("a.b", -1, "x", "y")).hasMessage("a.b: expected x, found y");
        assertThat(new MalformedException("", 7, "x", "y")).hasMessage("at byte 7: expected x, found y");
        assertThat(new MalformedException("", -1, "x", "y")).hasMessage("expected x, found y");
    }

    @Test
    void keepsItsParts() {
        MalformedException malformed = new MalformedException("a", 7, "x", "y");
        assertThat(malformed.path()).isEqualTo("a");
        assertThat(malformed.offset()).isEqualTo(7);
        assertThat(malformed.expected()).isEqualTo("x");
        assertThat(malformed.actual()).isEqualTo("y");
    }

    @Test
    void movesIntoAnEnclosingDocument() {
        assertThat(new MalformedException("", 7, "x", "y").within("a").path()).isEqualTo("a");
        assertThat(new MalformedException("b", 7, "x", "y").within("a").path()).isEqualTo("a.b");
        assertThat(new MalformedException("[1]", 7, "x", "y").within("a").path()).isEqualTo("a[1]");
        MalformedException inner = new MalformedException("b", 7, "x", "y");
        assertThat(inner.within("a")).hasCause(inner).hasMessage("a.b at byte 7: expected x, found y");
    }

    // Line breaks, escape sequences, text that runs backwards, invisible marks, lone surrogates.
    @Test
    void showsNothingThatSteersATerminal() {
        String hostile = "\u001b[31m\r\n\u0007\u007f\u009b\u2028\u2029\u202e\u2066\u200b\ufeff\ud800";
        MalformedException malformed = new MalformedException(hostile, -1, "x", hostile);
        assertThat(malformed).hasMessage("?[31m????????????: expected x, found ?[31m????????????");
        assertThat(malformed.actual()).isEqualTo("?[31m????????????");
        assertThat(new MalformedException("", -1, "x", "é€ 日本").actual()).isEqualTo("é€ 日本");
    }

    @Test
    void showsAShortExcerptOnly() {
        assertThat(new MalformedException("", -1, "x", "y".repeat(120)).actual()).hasSize(120);
        String excerpt = new MalformedException("", -1, "x", "y".repeat(5000)).actual();
        assertThat(excerpt).isEqualTo("y".repeat(120) + "…");
    }
}
