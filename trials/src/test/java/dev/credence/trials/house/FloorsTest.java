package dev.credence.trials.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The absences of ARCHITECTURE.md, section "Invariants". The compiler guards the floors too (`module-info`); these
/// rules guard what it cannot see.
class FloorsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The laws that a module shares as a jar of its own are tests too.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.credence");

    private static final String[] CLOCKS_AND_CHANCE = {
        "java.time.Instant", "java.time.Clock", "java.time.LocalDateTime", "java.util.Random", "java.security.SecureRandom"
    };

    @Test
    void onlyNodeAndTheClientsTransportDoInputAndOutput() {
        check(noClasses()
                .that(resideOutsideOfPackages("dev.credence.node..", "dev.credence.client.transport..", "dev.credence.verifier..", "dev.credence.testkit..", "dev.credence.benchmarks.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels.."))
                .because("nothing below node opens a socket or a file"));
    }

    @Test
    void theOfflineVerifierReadsFilesAndDoesNothingElse() {
        check(noClasses()
                .that(resideInAnyPackage("dev.credence.verifier.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.net..", "java.nio.channels..", "java.security..", "dev.credence.inference..", "dev.credence.operator..",
                        "dev.credence.settlement..", "dev.credence.client..", "dev.credence.node..", "org..", "io..", "picocli..", "ch.qos.."))
                .because("it must stay small, and must need nothing but files"));
        for (String method : new String[] {"write", "writeString", "newOutputStream", "newByteChannel", "delete", "move", "createDirectories"}) {
            check(noClasses()
                    .that(resideInAnyPackage("dev.credence.verifier.."))
                    .should()
                    .callMethodWhere(calls("java.nio.file.Files", method))
                    .because("whoever verifies changes nothing"));
        }
    }

    private static DescribedPredicate<JavaMethodCall> calls(String owner, String method) {
        return DescribedPredicate.describe(
                owner + "." + method, call -> call.getTargetOwner().getName().equals(owner) && call.getName().equals(method));
    }

    @Test
    void noFloorBelowNodeReadsClockChanceOrEnvironment() {
        for (String forbidden : CLOCKS_AND_CHANCE) {
            check(noClasses()
                    .that(resideInAnyPackage(belowNode()))
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(forbidden)
                    .because("time and chance are arguments below node"));
        }
        for (String method : new String[] {"currentTimeMillis", "nanoTime", "getenv", "getProperty"}) {
            check(noClasses()
                    .that(resideInAnyPackage("dev.credence.foundation..", "dev.credence.receipt..", "dev.credence.proof..", "dev.credence.verification..", "dev.credence.settlement..", "dev.credence.operator.."))
                    .should()
                    .callMethod(System.class, method, method.equals("getenv") || method.equals("getProperty") ? new Class<?>[] {String.class} : new Class<?>[0])
                    .because("a verdict must not depend on the machine that reaches it"));
        }
    }

    @Test
    void insideNodeOnlyWorldTouchesClockAndChance() {
        for (String method : new String[] {"currentTimeMillis", "nanoTime"}) {
            check(noClasses()
                    .that(resideInAnyPackage("dev.credence.node.."))
                    .and(resideOutsideOfPackages("dev.credence.node.world.."))
                    .should()
                    .callMethod(System.class, method)
                    .because("node.world is the only door, so that the simulator can stand in its place"));
        }
        check(noClasses()
                .that(resideInAnyPackage("dev.credence.node.."))
                .and(resideOutsideOfPackages("dev.credence.node.world.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom"));
    }

    @Test
    void settlementHasNoFloats() {
        check(noClasses()
                .that(resideInAnyPackage("dev.credence.settlement.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Double")
                .because("every node must reach the same state root"));
    }

    @Test
    void siblingsOnTheFirstFloorDoNotKnowEachOther() {
        String[] siblings = {"inference", "receipt", "proof"};
        for (String one : siblings) {
            for (String other : siblings) {
                if (!one.equals(other)) {
                    check(noClasses()
                            .that(resideInAnyPackage("dev.credence." + one + ".."))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage("dev.credence." + other + "..")));
                }
            }
        }
    }

    @Test
    void onlyFoundationNamesBouncyCastle() {
        check(noClasses()
                .that(resideOutsideOfPackages("dev.credence.foundation.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bouncycastle..")));
    }

    @Test
    void onlyNodeLogsAndKnowsThirdPartyLibraries() {
        check(noClasses()
                .that(resideInAnyPackage(belowNode()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "ch.qos..", "io.helidon..", "tools.jackson..", "picocli..", "io.micrometer..")));
    }

    @Test
    void roomsOfOneModuleFormNoCycle() {
        for (String module : new String[] {"foundation", "inference", "receipt", "proof", "verification", "operator", "settlement", "client", "node"}) {
            check(slices().matching("dev.credence." + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    private static String[] belowNode() {
        return new String[] {
            "dev.credence.foundation..", "dev.credence.inference..", "dev.credence.receipt..", "dev.credence.proof..", "dev.credence.verification..",
            "dev.credence.operator..", "dev.credence.settlement.."
        };
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
