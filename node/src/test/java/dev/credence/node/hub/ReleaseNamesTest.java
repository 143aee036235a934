package dev.credence.node.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.receipt.request.Release;
import org.junit.jupiter.api.Test;

/// What a hub publishes under a name, an operator must be able to sign under it.
class ReleaseNamesTest {
    @Test
    void theLongestNameAndVersionHaveAPlaceInAStatement() throws MalformedException {
        String longest = "n".repeat(63) + "@" + "Z".repeat(30) + ".";
        ReleaseName published = ReleaseName.parse(longest);

        assertThat(new Release(published.name(), published.version()).text()).isEqualTo(longest);
        assertThat(ReleaseName.isVersion("1".repeat(32))).isFalse();
        assertThat(ReleaseName.isName("n".repeat(64))).isFalse();
    }
}
