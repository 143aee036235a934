package dev.credence.node.config;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.gateway.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// `{"data","bind"?,"port","trust": file,"ledger": url,"operators":[url…],"publishers":[key id…],"retentionDays"?}`.
public record GatewayConfig(
        Path data, Listen listen, Path trust, URI ledger, List<URI> operators, Set<Digest> publishers, Retention retention) {
    private static final int OPERATORS_MAX = 10_000;
    private static final int PUBLISHERS_MAX = 10_000;
    private static final int RETENTION_DAYS_MAX = 3_650;
    private static final int RETENTION_DAYS = 30;

    public GatewayConfig {
        operators = List.copyOf(operators);
        publishers = Set.copyOf(publishers);
    }

    public static GatewayConfig decode(Bytes file, Path folder) throws MalformedException {
        JsonFields fields = ConfigFields.of(file);
        GatewayConfig config = new GatewayConfig(
                ConfigFields.path(fields, "data", folder),
                ConfigFields.listen(fields),
                ConfigFields.path(fields, "trust", folder),
                ConfigFields.address(fields, "ledger"),
                ConfigFields.addresses(fields, "operators", OPERATORS_MAX),
                Set.copyOf(fields.digests("publishers", PUBLISHERS_MAX)),
                Retention.ofDays((int) fields.optionalInteger("retentionDays", 1, RETENTION_DAYS_MAX).orElse(RETENTION_DAYS)));
        fields.end();
        return config;
    }
}
