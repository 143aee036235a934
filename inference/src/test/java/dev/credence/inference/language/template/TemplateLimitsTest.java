package dev.credence.inference.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.codec.JsonArray;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.guard.TemplateLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a hostile template tries, it ends with one sentence, soon, and on a small stack.
class TemplateLimitsTest {
    private static final int STACK_BYTES = 512 << 10;
    // The same depth as always, fewer steps: the bounds are the same code, and the test is short.
    private static final TemplateLimits SMALL =
            new TemplateLimits(1 << 18, 100_000, TemplateLimits.DEFAULT.depthMax(), 1 << 20);

    private static String render(String template) throws TemplateException {
        return ChatTemplate.parse(template, SMALL).render(PromptInput.of(JsonArray.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|tojson }}",
        "{% set n = namespace(x=(1,)) %}{% for i in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ {n.x: 1} }}",
        "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}{% endfor %}{{ n.x == n.y }}",
        "{% set n = namespace() %}{% set n.n = n %}{{ n }}",
        "{{ 'a' * 10**12 }}", "{{ [0] * 10**12 }}", "{{ 9 ** (9 ** 9) }}", "{{ '%999999999s' % 1 }}", "{{ '{:999999999}'.format(1) }}",
        "{{ 'a'.ljust(10**10) }}", "{{ 'x'|center(10**10) }}", "{{ 'x'|indent(10**10) }}", "{{ ('a' * 10**6).replace('a', 'b' * 10**6) }}",
        "{{ [1]|tojson(indent=10**10) }}", "{{ [1]|batch(10**12, 0)|list }}", "{{ [1]|slice(10**12)|list }}", "{{ range(2**61) }}", "{{ range(10)[::2**61] }}", "{{ range(0, 2**60, 2**59)[::9] }}", "{{ '%.99999f' % 1.5 }}"
    })
    void endsWithASentence(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class).hasMessageStartingWith("LimitExceeded: ");
    }

    @Test
    void deepTextsAreRefusedWhenTheyAreRead() {
        for (String part : new String[] {"(", "[", "{1:", "-", "not ", "a[", "f(", "a|f("}) {
            assertThatThrownBy(() -> ChatTemplate.parse("{{ " + part.repeat(3_000) + " }}")).isInstanceOf(TemplateException.class);
        }
        for (String part : new String[] {"+ a ", ".b", "[0]", "|e", " and a", "(1)"}) {
            assertThatThrownBy(() -> ChatTemplate.parse("{{ a " + part.repeat(3_000) + " }}"))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("deeper than 500 levels");
        }
        assertThatThrownBy(() -> ChatTemplate.parse("{% if a %}".repeat(3_000))).hasMessageStartingWith("LimitExceeded: ");
        assertThatThrownBy(() -> ChatTemplate.parse("a".repeat(300_000))).hasMessageStartingWith("LimitExceeded: ");
    }

    @Test
    void theDeepestThatIsAllowedFitsOnASmallStack() throws Exception {
        String[] templates = {
            "{% macro m(n) %}{% if n %}{% for i in [1] %}{{ [m(n - 1)][0] ~ '' }}{% endfor %}{% endif %}{% endmacro %}{{ m(1000) }}",
            "{% for n in [[]] recursive %}{{ loop([n]) }}{% endfor %}",
            "{% set n = namespace(x=[]) %}{% for i in range(2000) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}",
            "{{ " + "(".repeat(119) + "1" + ")".repeat(119) + " }}"
        };
        Throwable[] failed = new Throwable[1];
        Thread thread = new Thread(null, () -> {
            for (String template : templates) {
                try {
                    render(template);
                } catch (TemplateException expected) {
                    failed[0] = expected.getMessage().startsWith("LimitExceeded") ? failed[0] : expected;
                } catch (Throwable unexpected) {
                    failed[0] = unexpected;
                }
            }
        }, "small-stack", STACK_BYTES);
        thread.start();
        thread.join();
        assertThat(failed[0]).isNull();
    }
}
