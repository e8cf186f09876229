package dev.skidway.laws;

import dev.skidway.laws.Claims.Claim;
import dev.skidway.laws.TrapList.Trap;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the conformance page from what the tests claim. */
final class ConformancePage {

    private static final String HEAD = """
            # Conformance with SQS

            This page is made from the claims of tests (`@Conforms`, `@Trap`, see [tests/compat](../../tests/compat/README.md)); do not edit it
            by hand. A law test refuses empty cells, traps without a test, claims of disabled tests, and a page that is not what the tests say.

            ## Actions

            ✓: shown by a test with that client; –: that client has no way to ask for it. The AWS CLI and boto3 are those of the distribution,
            which speak Query.

            """;

    private ConformancePage() {}

    static String of(List<Claim> claims, List<Trap> traps) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| Action |");
        for (Client client : Client.values()) {
            page.append(' ')
                    .append(client.title())
                    .append("<br>")
                    .append(client.protocol())
                    .append(" |");
        }
        page.append("\n|---|").append("---|".repeat(Client.values().length)).append('\n');
        for (Action action : Action.values()) {
            page.append("| ").append(action).append(" |");
            for (Client client : Client.values()) {
                page.append(' ').append(cell(claims, action, client)).append(" |");
            }
            page.append('\n');
        }
        page.append(
                "\n## Traps\n\nWhat clients rely on and servers get wrong, each with the tests that show it in each wire format.\n");
        String heading = "";
        for (Trap trap : traps) {
            if (!trap.heading().equals(heading)) {
                heading = trap.heading();
                page.append("\n### ").append(heading).append("\n\n| | | JSON | Query |\n|---|---|---|---|\n");
            }
            page.append("| ")
                    .append(trap.id())
                    .append(" | ")
                    .append(trap.text())
                    .append(" | ");
            page.append(tests(claims, trap, Client.HTTP_JSON)).append(" | ");
            page.append(tests(claims, trap, Client.HTTP_QUERY)).append(" |\n");
        }
        return page.toString();
    }

    private static String cell(List<Claim> claims, Action action, Client client) {
        if (!client.has(action)) {
            return "–";
        }
        return shows(claims, action, client) ? "✓" : "";
    }

    static boolean shows(List<Claim> claims, Action action, Client client) {
        return claims.stream()
                .anyMatch(claim -> claim.flaw().isEmpty()
                        && claim.actions().contains(action)
                        && claim.clients().contains(client));
    }

    private static String tests(List<Claim> claims, Trap trap, Client protocol) {
        if (!trap.protocols().contains(protocol)) {
            return "–";
        }
        return claims.stream()
                .filter(claim -> shows(claim, trap, protocol))
                .map(claim -> "`" + claim.test() + "`")
                .collect(Collectors.joining(", "));
    }

    static boolean shows(Claim claim, Trap trap, Client protocol) {
        return claim.flaw().isEmpty()
                && claim.traps().contains(trap.id())
                && claim.clients().contains(protocol);
    }
}
