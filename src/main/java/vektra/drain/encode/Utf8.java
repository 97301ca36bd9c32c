package vektra.drain.encode;

/** Characters of more than one byte. */
final class Utf8 {
    private Utf8() {}

    /**
     * The bytes of the character that begins there; negative when it is none, and then how many bytes make up the fault:
     * as many as could have begun a character.
     */
    static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        for (int i = 1; i < length; i++) {
            if (at + i == to || !follows(first, i, bytes[at + i] & 0xff)) {
                return -i;
            }
        }
        return length == 0 ? -1 : length;
    }

    /** Whether the byte may come next; the second one is narrower after four of the first ones. */
    private static boolean follows(int first, int index, int next) {
        int least = 0x80;
        int most = 0xbf;
        if (index == 1) {
            switch (first) {
                case 0xe0 -> least = 0xa0; // else it were too long
                case 0xed -> most = 0x9f; // else half of a pair
                case 0xf0 -> least = 0x90;
                case 0xf4 -> most = 0x8f; // else beyond U+10FFFF
                default -> {}
            }
        }
        return next >= least && next <= most;
    }

    /** Whether a character is a control: U+0080 to U+009F, or the end of a line or a paragraph. */
    static boolean control(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return length == 2
                ? first == 0xc2 && second < 0xa0
                : length == 3 && first == 0xe2 && second == 0x80 && (bytes[at + 2] & 0xfe) == 0xa8;
    }
}
