/// Configuration of roles that run alone: one strict JSON file a role, every member checked, unknown members refused by name.
///
/// | Type | Meaning |
/// |---|---|
/// | `Listen` | address and port |
/// | `LedgerConfig`, `CosignerConfig`, `OperatorConfig`, `GatewayConfig` | one role each |
/// | `ConfigFields` | members that several roles share |
package dev.credence.node.config;
