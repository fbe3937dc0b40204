package org.asyncshowcase.house.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;

/** Renders a file of the project for a page, with the anchors that GitHub makes of headings. */
final class Markdown {

    private static final List<Extension> EXTENSIONS =
            Arrays.asList(TablesExtension.create(), HeadingAnchorExtension.create());
    /** What the files have of HTML, within a line. */
    private static final String KEPT = "<a id=\"[\\w-]+\">|</a>|<br>";
    /** Where the project has its files, and where the application serves them. */
    private static final String[][] PLACES = {{"src/main/java/", "/source/"}, {"src/test/java/", "/source/"},
            {"src/main/webapp/WEB-INF/", "/source/webapp/"}, {"src/main/webapp/static/", "/static/"},
            {"src/old/", "/source/old/"}, {"docs/", "/source/docs/"}};

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS)
            .attributeProviderFactory(context -> this::setAttributes).build();
    private final String folder;
    private final Predicate<String> served;

    /**
     * @param folder of the files, {@code docs/} or none; the page has the same one
     * @param served whether the application serves the file at this path, which begins with a slash
     */
    Markdown(String folder, Predicate<String> served) {
        this.folder = folder;
        this.served = served;
    }

    /** Its links lead to the files that this application serves. */
    Markdown(String folder, ResourceLoader loader) {
        this(folder, path -> loader.getResource(path.startsWith("/source/") ? "classpath:" + path : path).isReadable());
    }

    /** @param text which begins with a heading, its title, and has a paragraph below it */
    Document render(String text) {
        Node document = parser.parse(text);
        Node heading = document.getFirstChild();
        Node paragraph = heading.getNext();
        while (!(paragraph instanceof Paragraph)) {
            paragraph = paragraph.getNext();
        }
        String title = plain(heading);
        String summary = plain(paragraph).split("(?<=[.?!])\\s", 2)[0];
        heading.unlink();
        document.accept(new LeaveOutHtml());
        // what scrolls by itself is reached by the keyboard; a cell without a text is no heading
        String html = renderer.render(document).replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>").replace("<th></th>", "<td></td>");
        return new Document(title, summary, html);
    }

    private String plain(Node node) {
        return HtmlUtils.htmlUnescape(renderer.render(node).replaceAll("<[^>]*>", "")).trim();
    }

    private void setAttributes(Node node, String tag, Map<String, String> attributes) {
        if (tag.equals("pre")) {
            attributes.put("tabindex", "0");
        }
        // without an address it is no link
        attributes.computeIfPresent("href", (name, path) -> target(path));
        attributes.computeIfPresent("src", (name, path) -> target(path));
    }

    /** Seen from the page; null where the application does not serve what the file links to. */
    private String target(String path) {
        if (path.matches("#.*|https?:.*")) {
            return path;
        }
        String file = StringUtils.cleanPath(folder + path);
        if (file.matches("docs/[\\w-]+\\.md(#.*)?")) {
            return file.substring(folder.length()).replace(".md", "");
        }
        return Arrays.stream(PLACES).filter(place -> file.startsWith(place[0]))
                .map(place -> place[1] + file.substring(place[0].length()))
                .filter(served).findFirst().map((folder.isEmpty() ? "." : "..")::concat).orElse(null);
    }

    /** A block, which is a comment, and within a line what is not kept: that is shown as it is written. */
    private static final class LeaveOutHtml extends AbstractVisitor {

        @Override
        public void visit(HtmlBlock html) {
            html.unlink();
        }

        @Override
        public void visit(HtmlInline html) {
            if (!html.getLiteral().matches(KEPT)) {
                html.insertBefore(new Text(html.getLiteral()));
                html.unlink();
            }
        }
    }
}
