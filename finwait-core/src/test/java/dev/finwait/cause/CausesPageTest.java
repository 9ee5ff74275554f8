package dev.finwait.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class CausesPageTest {
    static final String REGENERATE =
            "./build -q test -pl finwait-core -Dtest=CausesPageTest#thePageIsTheCatalogue -Dfinwait.write=true";

    private static final Path PAGE = Path.of("..", "docs", "causes.md");

    @Test
    void thePageIsTheCatalogue() throws IOException {
        String expected = CausesPage.render();
        if (Boolean.getBoolean("finwait.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("docs/causes.md is out of date; regenerate it: " + REGENERATE)
                .exists()
                .content()
                .isEqualTo(expected);
    }

    @Test
    void everyCauseHasASectionAndALinkToIt() {
        String page = CausesPage.render();
        for (Cause cause : Cause.values()) {
            assertThat(page).contains("(#" + cause.id() + ")", "<a id=\"" + cause.id() + "\">", cause.cure());
        }
    }
}
