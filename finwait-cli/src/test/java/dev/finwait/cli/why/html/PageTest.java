package dev.finwait.cli.why.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cli.report.Reports;
import dev.finwait.cli.verdict.Verdicts;
import dev.finwait.diagnosis.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {
    private static final String ATTACK =
            "\"'></style></title><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\u202e\u2066";

    @TempDir
    Path folder;

    private static String page(List<Verdict> verdicts) {
        return Page.of(Reports.of(verdicts), 40);
    }

    private static List<String> found(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void nothingIsLoadedAndNoScriptOrInlineStyleIsThere() {
        assertThat(page(Verdicts.day()))
                .doesNotContain(
                        "<script", "<img", "<link", "<iframe", " style=", " src=", "url(", "@import", "javascript:")
                .doesNotContainPattern("href=\"(?!#)")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void idsAreUniqueAndEveryReferenceMeetsOne() {
        String page = page(Verdicts.day());
        List<String> ids = found(page, " id=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(found(page, " href=\"#([^\"]+)\""));
        for (String labels : found(page, " aria-labelledby=\"([^\"]+)\"")) {
            assertThat(ids).contains(labels.split(" "));
        }
    }

    @Test
    void headingsDescendByOneAndLandmarksAreThere() {
        String page = page(Verdicts.day());
        List<String> levels = found(page, "<h([1-6])");
        assertThat(levels).first().isEqualTo("1");
        for (int i = 1; i < levels.size(); i++) {
            assertThat(Integer.parseInt(levels.get(i)) - Integer.parseInt(levels.get(i - 1)))
                    .isLessThanOrEqualTo(1);
        }
        assertThat(page)
                .contains("<html lang=\"en\">", "<header>", "<main id=\"content\"", "<nav aria-label=", "<footer>")
                .contains("class=\"skip\" href=\"#content\"");
    }

    @Test
    void everyPictureHasATitleAndADescriptionOrIsAnOrnament() {
        assertThat(found(page(Verdicts.day()), "<svg ([^>]*)>"))
                .isNotEmpty()
                .allSatisfy(attributes -> assertThat(attributes)
                        .containsPattern(
                                "aria-hidden=\"true\"|role=\"img\" aria-labelledby=\"[^ ]+-title [^ ]+-desc\""));
    }

    @Test
    void whatACaptureSaysIsTextAndNothingElse() {
        String page = page(List.of(Verdicts.injected(1, 1, 1, ATTACK, ATTACK)));
        assertThat(page).doesNotContain("<script", "<img", "\u202e", "\u2066").contains("&lt;script&gt;");
        assertThat(found(page, "(</style>)")).hasSize(1);
    }

    @Test
    void aPageWithoutResetsSaysSo() {
        assertThat(page(List.of())).contains("<h1>No connection was reset</h1>").doesNotContain("id=\"groups\"");
    }

    @Test
    void aBrowserAppliesTheStyleSheetAndComplainsOfNothing() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("page.html"), page(Verdicts.day()));
        assertThat(Chromium.documentOf(file, folder))
                .contains("199 of 45,021 connections were reset")
                .doesNotContain("CONSOLE");
    }

    @Test
    void aBrowserRunsNothingOfAHostileCapture() throws IOException, InterruptedException {
        String page = page(List.of(Verdicts.injected(1, 1, 1, ATTACK, ATTACK)));
        Path file = Files.writeString(folder.resolve("page.html"), page);
        String document = Chromium.documentOf(file, folder);
        assertThat(document)
                .contains("<title>1 of 45,021 connections was reset")
                .contains("&lt;script&gt;")
                .doesNotContain("<img", "<script", "CONSOLE");
    }

    @Test
    void evenMarkupOfOursCouldNotRunAScript() throws IOException, InterruptedException {
        String broken = page(List.of()).replace("<main", "<script>document.title='taken'</script><main");
        Path file = Files.writeString(folder.resolve("page.html"), broken);
        assertThat(Chromium.documentOf(file, folder))
                .contains("<title>No connection was reset")
                .contains("Content Security Policy");
    }
}
