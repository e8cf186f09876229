package dev.skidway.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.skidway.engine.Command;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gateways know the wire, the node's API and the domain's commands, and nothing behind them. */
final class GatewayLawsTest {
    private static final Set<String> ANSWERS =
            Set.of(Outcome.class.getName(), Rejection.class.getName(), Command.class.getName());

    @Test
    void gatewaysSeeNothingOfTheEngineButItsAnswers() {
        noClasses()
                .that()
                .resideInAPackage("dev.skidway.gateway..")
                .should()
                .dependOnClassesThat(behindTheNode())
                .because("a second protocol must find everything it needs in the node's API")
                .check(Code.PRODUCT);
    }

    @Test
    void nothingBelowTheAppKnowsAGateway() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.skidway.base..",
                        "dev.skidway.journal..",
                        "dev.skidway.engine..",
                        "dev.skidway.queues..",
                        "dev.skidway.node..",
                        "dev.skidway.load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.skidway.gateway..", "dev.skidway.app..")
                .because("only the app sees everything")
                .check(Code.PRODUCT);
    }

    private static DescribedPredicate<JavaClass> behindTheNode() {
        return DescribedPredicate.describe("are behind the node's API", type -> {
            String outer = type.getName().replaceFirst("\\$.*", "");
            return type.getPackageName().startsWith("dev.skidway.journal")
                    || (type.getPackageName().startsWith("dev.skidway.engine") && !ANSWERS.contains(outer))
                    || (type.getPackageName().startsWith("dev.skidway.queues")
                            && (outer.endsWith("Decider") || outer.endsWith("Applier")));
        });
    }
}
