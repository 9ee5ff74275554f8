package dev.finwait.cause;

/// What the catalogue says about one cause. Every part is one paragraph without line breaks.
///
/// @param title a heading of a few words
/// @param explanation one sentence for a newcomer
/// @param sentBy who sends the reset
/// @param wire what a packet capture shows
/// @param kernel what a Linux kernel tells
/// @param resettingSide what the side that resets notices
/// @param receivingSide what the side that receives the reset notices
/// @param lost which bytes are lost
/// @param cure what to change
record Page(
        String title,
        String explanation,
        String sentBy,
        String wire,
        String kernel,
        String resettingSide,
        String receivingSide,
        String lost,
        String cure) {
    static Draft titled(String title) {
        return new Draft(title);
    }

    /// A page in the making: the parts in their order, [#cure] is the last.
    static final class Draft {
        private final String title;
        private String explanation = "";
        private String sentBy = "";
        private String wire = "";
        private String kernel = "";
        private String resettingSide = "";
        private String receivingSide = "";
        private String lost = "";

        private Draft(String title) {
            this.title = title;
        }

        Draft explanation(String text) {
            explanation = paragraph(text);
            return this;
        }

        Draft sentBy(String text) {
            sentBy = paragraph(text);
            return this;
        }

        Draft wire(String text) {
            wire = paragraph(text);
            return this;
        }

        Draft kernel(String text) {
            kernel = paragraph(text);
            return this;
        }

        Draft resettingSide(String text) {
            resettingSide = paragraph(text);
            return this;
        }

        Draft receivingSide(String text) {
            receivingSide = paragraph(text);
            return this;
        }

        Draft lost(String text) {
            lost = paragraph(text);
            return this;
        }

        Page cure(String text) {
            return new Page(
                    title, explanation, sentBy, wire, kernel, resettingSide, receivingSide, lost, paragraph(text));
        }

        private static String paragraph(String text) {
            return text.strip().replace('\n', ' ');
        }
    }
}
