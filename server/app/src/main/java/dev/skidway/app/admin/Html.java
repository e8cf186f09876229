package dev.skidway.app.admin;

/** Builds a page; every text that is not a literal of ours is escaped. */
final class Html {

    private final StringBuilder page = new StringBuilder(4096);

    /** Appends markup of ours as it is. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Appends text, escaped. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
        return this;
    }

    /** Appends {@code <tag class="style">text</tag>}. */
    Html element(String tag, String style, String text) {
        raw("<" + tag + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">");
        return text(text).raw("</" + tag + ">");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
