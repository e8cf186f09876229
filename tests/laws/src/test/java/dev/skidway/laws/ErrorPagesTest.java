package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.skidway.base.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every error code has one meaning and one page, and every page has its code. */
final class ErrorPagesTest {
    private static final Path PAGES = Project.ROOT.resolve("docs/errors");

    @Test
    void everyCodeHasAPageAndEveryPageACode() {
        Set<String> pages = Project.files(".md").stream()
                .filter(file -> file.startsWith(PAGES))
                .map(file -> file.getFileName().toString().replace(".md", ""))
                .filter(name -> !name.equals("README"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pages).containsExactlyElementsOf(new TreeSet<>(codes()));
    }

    @Test
    void noCodeIsGivenTwice() {
        assertThat(codes()).isNotEmpty().doesNotHaveDuplicates().allMatch(code -> code.matches("SK-[A-Z]{3}-\\d{3}"));
    }

    @Test
    void everyPageSaysWhatHappenedWhyAndWhatToDo() {
        for (String code : codes()) {
            String page = Project.read(PAGES.resolve(code + ".md"));

            assertThat(page).as(code).startsWith("# " + code).containsIgnoringCase("what to do");
            assertThat(page.lines().filter(line -> !line.isBlank()).count())
                    .as(code)
                    .isBetween(3L, 40L);
        }
    }

    private static List<String> codes() {
        return Code.PRODUCT.stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
                .map(JavaClass::reflect)
                .flatMap(type -> List.of(type.getEnumConstants()).stream())
                .map(constant -> ((ErrorCode) constant).code())
                .toList();
    }
}
