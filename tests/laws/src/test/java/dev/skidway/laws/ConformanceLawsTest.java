package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.laws.Claims.Claim;
import dev.skidway.laws.TrapList.Trap;
import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

/** The conformance page says what tests show, and the tests show all of SQS. */
final class ConformanceLawsTest {

    private static final Path PAGE = Project.ROOT.resolve("docs/reference/sqs-conformance.md");
    private static final String WRITE = "skidway.write-pages";

    private final List<Claim> claims = Claims.of(Project.files(".java").stream()
            .filter(file -> Project.name(file).contains("/src/test/java/"))
            .map(file -> source(Project.name(file), Project.read(file)))
            .toList());

    private final List<Trap> traps = TrapList.read();

    @Test
    void everyClaimIsThatOfATestThatRuns() {
        assertThat(claims)
                .isNotEmpty()
                .allSatisfy(claim -> assertThat(claim.flaw()).as(claim.test()).isEmpty());
    }

    @Test
    void everyTrapHasOneIdAndIsClaimedByIt() {
        Set<String> ids = traps.stream().map(Trap::id).collect(Collectors.toSet());

        assertThat(traps).map(Trap::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z][1-9][0-9]?"));
        assertThat(claims).allSatisfy(claim -> assertThat(ids).as(claim.test()).containsAll(claim.traps()));
    }

    @Test
    void everyTrapIsShownInEachFormatItIsIn() {
        assertThat(traps)
                .isNotEmpty()
                .allSatisfy(trap -> assertThat(trap.protocols())
                        .as(trap.id())
                        .allMatch(protocol ->
                                claims.stream().anyMatch(claim -> ConformancePage.shows(claim, trap, protocol))));
    }

    @Test
    void everyActionIsShownWithEveryClientThatHasIt() {
        List<String> empty = new ArrayList<>();
        for (Client client : Client.values()) {
            for (Action action : Action.values()) {
                if (client.has(action) && !ConformancePage.shows(claims, action, client)) {
                    empty.add(client + " " + action);
                }
            }
        }

        assertThat(empty).as("actions that no test shows").isEmpty();
    }

    @Test
    void thePageIsWhatTheTestsClaim() throws IOException {
        String page = ConformancePage.of(claims, traps);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Project.read(PAGE))
                .as("stale; run: mvn -q -pl tests/laws -am verify -Dtest=ConformanceLawsTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .isEqualTo(page);
    }

    @Test
    void claimsAreReadFromMethodsClassesAndThoseThatExtendThem() {
        List<Claim> found = Claims.of(List.of(source("A.java", """
                abstract class Base {
                    @Test @Conforms({Action.SendMessage, DeleteMessage}) @Trap("R1") void inherited() {}
                    @Conforms(Action.SendMessage) void noTest() {}
                    @Disabled @Test @Trap({"R1", "R2"}) void off() {}
                }
                @Speaks(Client.JAVA_SYNC) class Sync extends Base {}
                @Speaks({Client.HTTP_JSON, HTTP_QUERY}) class Both {
                    @ParameterizedTest @Trap("R1") void both() {}
                    @Test @Speaks(Client.HTTP_JSON) @Trap("R2") void one() {}
                    @Test void silent() {}
                }
                class Mute { @Test @Trap("R1") void mute() {} }
                """)));

        assertThat(found)
                .containsExactly(
                        new Claim(
                                "Base.inherited",
                                Set.of(Client.JAVA_SYNC),
                                Set.of(Action.SendMessage, Action.DeleteMessage),
                                Set.of("R1"),
                                ""),
                        new Claim(
                                "Base.noTest",
                                Set.of(Client.JAVA_SYNC),
                                Set.of(Action.SendMessage),
                                Set.of(),
                                "is not a test"),
                        new Claim("Base.off", Set.of(Client.JAVA_SYNC), Set.of(), Set.of("R1", "R2"), "is disabled"),
                        new Claim("Both.both", Set.of(Client.HTTP_JSON, Client.HTTP_QUERY), Set.of(), Set.of("R1"), ""),
                        new Claim("Both.one", Set.of(Client.HTTP_JSON), Set.of(), Set.of("R2"), ""),
                        new Claim("Mute.mute", Set.of(), Set.of(), Set.of("R1"), "says with @Speaks for no client"));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("source:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
