package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The extended header of an entry: lines {@code length key=value}.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_03">pax extended header</a>
 */
final class Pax {
    private Pax() {}

    static Map<String, String> read(byte[] content) throws IOException {
        Map<String, String> values = new HashMap<>();
        int position = 0;
        while (position < content.length) {
            int blank = position;
            int length = 0;
            while (blank < content.length && content[blank] != ' ') {
                int digit = content[blank++] - '0';
                if (digit < 0 || digit > 9 || length > content.length) {
                    throw damaged();
                }
                length = length * 10 + digit;
            }
            int end = position + length;
            if (length == 0 || end > content.length || blank + 1 >= end || content[end - 1] != '\n') {
                throw damaged();
            }
            int equals = blank + 1;
            while (equals < end - 1 && content[equals] != '=') {
                equals++;
            }
            if (equals == blank + 1 || equals == end - 1) {
                throw damaged();
            }
            String key = new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            Charset bytes = Attributes.is(key) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            values.put(key, new String(content, equals + 1, end - equals - 2, bytes));
            position = end;
        }
        return values;
    }

    private static IOException damaged() {
        return new IOException("an extended header is damaged");
    }
}
