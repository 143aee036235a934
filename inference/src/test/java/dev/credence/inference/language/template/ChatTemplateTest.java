package dev.credence.inference.language.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.time.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The language in small pieces; every expected text was printed by jinja2 3.1.6.
class ChatTemplateTest {
    private static final String VARIABLES = """
            {"s":"Hello","l":[3,1,2],"d":{"b":1,"items":"x","a":[1,"ü"]},"no":null,"nest":[{"name":"x","k":1},{"name":"y"}]}""";

    private static String render(String template) throws Exception {
        JsonObject variables = (JsonObject) IJson.parse(Bytes.ofUtf8(VARIABLES), JsonLimits.ofBytes(1 << 12));
        return ChatTemplate.parse(template)
                .render(PromptInput.of(JsonArray.of()).withExtra(variables.members()).withNow(new Moment(2026, 11, 3, 8, 5, 9, 0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{{ d|tojson }} → `{\"b\": 1, \"items\": \"x\", \"a\": [1, \"ü\"]}`",
        "{{ d.items is callable }}{{ d['items'] }} → Truex",
        "{% for k, v in d|dictsort %}{{ k }}{{ v }}{% endfor %} → `a[1, 'ü']b1itemsx`",
        "{{ l|map('string')|join('-') }} → 3-1-2",
        "{{ nest|selectattr('k')|map(attribute='name')|list }} → `['x']`",
        "{{ -7 // 2 }}{{ -7 % 3 }}{{ 7 / 2 }}{{ 2 ** -1 }} → -423.50.5",
        "{{ 1e16 }}{{ 1e-5 }}{{ 0.1 + 0.2 }} → 1e+161e-050.30000000000000004",
        "{{ [none, true, 1.0, 'it''s'] }} → `[None, True, 1.0, 'its']`",
        "{{ '😀é'|length }}{{ 'a😀b'[::-1] }} → 2b😀a",
        "{{ nope }}{{ nope is defined }}{{ nope|default('d') }} → Falsed",
        "{{ '%5.2f|%-4s|%03d' % (2.5, 'a', 7) }} → ` 2.50|a   |007`",
        "{{ '{:>5}|{:,}'.format('a', 1234567) }} → `    a|1,234,567`",
        "{{ strftime_now('%d %b %Y %-d %e %j') }} → `03 Nov 2026 3  3 307`",
        "{{ l.append is defined }}{{ s.__class__ is defined }} → FalseFalse",
        "{% set q = 1 %}{% for i in l %}{{ q }}{% set q = i %}{% endfor %}{{ q }} → 1111",
        "{% set n = namespace(x=0) %}{% for i in l %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }} → 6",
        "{% for i in l if i > 1 %}{{ i }}{{ loop.last }}{% endfor %} → 3False2True",
        "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() if caller }}{% endmacro %}{% call m(1) %}x{% endcall %} → 12x",
        "{{ '<a>'|e ~ '<' }}{{ '<b>' + '<i>'|safe }} → `&lt;a&gt;<&lt;b&gt;<i>`",
        "{{-5}}{{ 'a' 'b' }} → 5ab",
        "{{ (1|default('D'))[1:3] is defined }}{{ 7[1:] }}{{ none[:2] }} → False",
        "{% if 7[1:3] != 'a' %}y{% endif %}{% if 7[1:3] in [] %}z{% endif %}{{ [7[1:] ~ 'b', s] }} → `y['b', 'Hello']`",
        "{{ [range(3)[::2], range(10)[8:2:-2], range(1, 10, 3)[1:99]] }} → `[range(0, 3, 2), range(8, 2, -2), range(4, 10, 3)]`",
        "{{ [range(3)[2:1], range(5)[::-7], range(3)[5:]] }} → `[range(2, 1), range(4, -1, -7), range(3, 3)]`",
        "{{ ['<b>'|e|last, '<b>'|e|first, 'ab'|last, [['x']]|last] }} → `[Markup(';'), '&', 'b', ['x']]`",
        "{{ ['a b'|safe|title, 'a'|safe|upper] }} → `['A B', Markup('A')]`",
        "{{ (s if 'a' == 'b' else 1.5)[1:] }}{{ s ~ (7[1:] is defined) }} → HelloFalse"
    })
    void printsWhatJinjaPrints(String template, String expected) throws Exception {
        assertThat(render(template)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "s.strip(chars='H')", "s.find(sub='l')", "s.startswith('H', start=1)", "s.center(width=20)", "s.join(iterable=l)", "s.replace(old='l', new='m')",
        "s.isalpha(1)", "s.islower(1)", "s.isascii(1)", "s.upper(1)", "s.lower(a=1)", "(s|safe).strip(chars='H')", "l.copy(1)", "l.index(x=1)", "l.count(3, 4)",
        "d.get(key='b')", "d.keys(1)", "joiner()(1)", "cycler(1, 2).next(3)", "cycler(1).reset(a=1)", "cycler(a=1)", "range(stop=3)",
        "s is lower(1)", "s is upper if", "s is test(1)", "2 is odd(2)", "2 is eq(a=2)", "2 is gt(1, 2)", "2 is in(a=l)"
    })
    void refusesArgumentsThatFunctionsDoNotTake(String call) {
        assertThatThrownBy(() -> render("{{ " + call + " }}")).isInstanceOf(TemplateException.class).hasMessageStartingWith("TypeError: ");
    }

    @Test
    void argumentsThatMayBeNamedAre() throws Exception {
        assertThat(render("{{ s.split(sep='l', maxsplit=1) }}{{ s.rsplit(sep='l', maxsplit=1) }}{{ s.splitlines(keepends=true) }}"))
                .isEqualTo("['He', 'lo']['Hel', 'o']['Hello']");
        assertThat(render("{{ 6 is divisibleby(num=3) }}{{ 1 is in(seq=l) }}{{ none is sameas(other=no) }}")).isEqualTo("TrueTrueTrue");
    }

    @Test
    void whiteSpaceIsThatOfTrimAndLstripBlocks() throws Exception {
        assertThat(render("  {% if s %}\n  a\n  {% endif %}\nb\n\n")).isEqualTo("  a\nb\n");
        assertThat(render("a  {%- if s -%}  b  {%- endif %}\n c")).isEqualTo("ab c");
        assertThat(render("  {%+ if s +%}\nb{% endif %}")).isEqualTo("  \nb");
        assertThat(render("{# a #}\r\n{{ s }}\r\n{% raw %} {{ x }} {% endraw %}")).isEqualTo("Hello\n {{ x }} ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{{ nope.x }} → UndefinedError: 'nope' is undefined",
        "{{ d.nope + 1 }} → UndefinedError: 'dict object' has no attribute 'nope'",
        "{% for x in no %}{% endfor %} → TypeError: 'NoneType' object is not iterable",
        "{{ s + 1 }} → `TypeError: can only concatenate str (not \"int\") to str`",
        "{{ l.append(1) }} → SecurityError: access to attribute 'append' of 'list' object is unsafe.",
        "{% set q = 1 %}{{ q[1:3] }} → TypeError: 'int' object is not subscriptable",
        "{% set q = 1[1:3] %} → TypeError: 'int' object is not subscriptable",
        "{{ (1.5[1:3])[:2] }} → TypeError: 'float' object is not subscriptable",
        "{{ [s, 1[1:3]] }} → TypeError: 'int' object is not subscriptable",
        "{{ '' * 10**20 }} → OverflowError: cannot fit 'int' into an index-sized integer",
        "{{ s ~ 1[1:3] }} → TypeError: 'int' object is not subscriptable",
        "{{ raise_exception('no!') }} → TemplateError: no!",
        "{{ s|nope }} → TemplateAssertionError: No filter named 'nope'.",
        "{% nope %} → TemplateSyntaxError: Encountered unknown tag 'nope'.",
        "{{ s → `TemplateSyntaxError: unexpected end of template, expected 'end of print statement'.`",
        "{% break %} → TemplateSyntaxError: 'break' outside loop",
        "{{ range(200000) }} → OverflowError: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."
    })
    void failsAsJinjaFails(String template, String error) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class).hasMessage(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', value = {
        "{% include 'x' %} → `the statement {% include %} (line 2)`",
        "{{ s|pprint }} → the filter pprint (line 2)",
        "{{ l|random }} → the filter random (line 2)",
        "{{ s.encode() }} → the method str.encode (line 2)",
        "{{ lipsum() }} → `the function lipsum, which makes random text (line 2)`",
        "{{ d.items }} → `the printed form of a builtin_function_or_method, which holds an address (line 2)`",
        "{{ 'a' is sameas 'a' }} → the test sameas on equal values of type str (line 2)"
    })
    void refusesByNameWithTheLine(String template, String construct) {
        assertThatThrownBy(() -> render("\n" + template)).isInstanceOf(TemplateException.class).hasMessage("Unsupported: " + construct);
    }

    @Test
    void whatIsNotReachedIsNotRefused() throws Exception {
        assertThat(render("{% if no %}{{ s|pprint }}{{ s|nope }}{% endif %}ok")).isEqualTo("ok");
    }

    @Test
    void withoutATimeTheClockIsAnError() {
        assertThatThrownBy(() -> ChatTemplate.parse("{{ strftime_now('%Y') }}").render(PromptInput.of(JsonArray.of())))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("NoTime: ");
    }
}
