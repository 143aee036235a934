package dev.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Path FOLDER = Path.of("/etc/credence");
    private static final String GATEWAY =
            "{\"data\":\"gateway\",\"port\":8080,\"trust\":\"trust.json\",\"ledger\":\"http://127.0.0.1:9000\","
                    + "\"operators\":[\"http://10.0.0.2:9100\"],\"publishers\":[\"" + "0".repeat(64) + "\"]}";
    private static final String OPERATOR =
            "{\"data\":\"/var/operator\",\"bind\":\"0.0.0.0\",\"port\":0,\"trust\":\"trust.json\",\"ledger\":\"http://l:1\",\"models\":[\"*\"],"
                    + "\"hub\":\"https://hub.example\",\"hubData\":\"gateway\",\"threads\":2}";

    @Test
    void readsPathsFromTheFilesOwnFolder() throws Exception {
        GatewayConfig gateway = GatewayConfig.decode(Bytes.ofUtf8(GATEWAY), FOLDER);
        assertThat(gateway.data()).isEqualTo(Path.of("/etc/credence/gateway"));
        assertThat(gateway.listen()).isEqualTo(new Listen("127.0.0.1", 8080));
        OperatorConfig operator = OperatorConfig.decode(Bytes.ofUtf8(OPERATOR), FOLDER);
        assertThat(operator.data()).isEqualTo(Path.of("/var/operator"));
        assertThat(operator.settings().hub()).contains(URI.create("https://hub.example"));
        assertThat(operator.settings().hubFolder()).contains(Path.of("/etc/credence/gateway/hub"));
        assertThat(operator.settings().executionThreads()).isEqualTo(2);
    }

    @Test
    void refusesWhatItDoesNotKnowByName() {
        refused(GATEWAY.replace("\"port\"", "\"prot\""), "port");
        refused(GATEWAY.replace("{\"data\"", "{\"colour\":1,\"data\""), "colour");
        refused(GATEWAY.replace("8080", "80800"), "config.port");
        refused(GATEWAY.replace("http://127.0.0.1:9000", "ftp://x"), "config.ledger: expected an address such as http://127.0.0.1:8080, found 'ftp://x'");
        refused(GATEWAY.replace("http://10.0.0.2:9100", "nonsense"), "config.operators");
        refused("[]", "config");
        refused("{", "");
    }

    @Test
    void refusesCosignersThatCannotMakeAQuorum() {
        String ledger = "{\"data\":\"d\",\"port\":1,\"name\":\"n\",\"environment\":\"test\",\"cosigners\":[],\"quorum\":1}";
        assertThatThrownBy(() -> LedgerConfig.decode(Bytes.ofUtf8(ledger), FOLDER))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("config.quorum");
        assertThatThrownBy(() -> LedgerConfig.decode(Bytes.ofUtf8(ledger.replace("\"n\"", "\"N!\"")), FOLDER))
                .hasMessageContaining("lower-case letters");
        assertThatThrownBy(() -> CosignerConfig.decode(
                        Bytes.ofUtf8("{\"data\":\"d\",\"port\":1,\"name\":\"c\",\"logs\":[\"x\"]}"), FOLDER))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("config.logs");
    }

    @Test
    void refusesAFaucetInProduction() {
        String ledger = "{\"data\":\"d\",\"port\":1,\"name\":\"n\",\"environment\":\"production\",\"faucet\":5,\"cosigners\":[],\"quorum\":0}";
        assertThatThrownBy(() -> LedgerConfig.decode(Bytes.ofUtf8(ledger), FOLDER))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("config.faucet: expected none in environment production");
    }

    private static void refused(String config, String words) {
        assertThatThrownBy(() -> GatewayConfig.decode(Bytes.ofUtf8(config), FOLDER))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(words);
    }
}
