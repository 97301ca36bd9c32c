package vektra.provider.postgres.dump;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows on their way to the server, many of them in one message. */
final class Sending {
    private final CopyIn copy;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    Sending(CopyIn copy) {
        this.copy = copy;
    }

    void add(byte[] row) throws SQLException {
        if (filled + row.length + 1 > buffer.length) {
            rest();
        }
        if (row.length + 1 > buffer.length) {
            copy.writeToCopy(row, 0, row.length);
        } else {
            System.arraycopy(row, 0, buffer, filled, row.length);
            filled += row.length;
        }
        buffer[filled++] = '\n';
    }

    void rest() throws SQLException {
        copy.writeToCopy(buffer, 0, filled);
        filled = 0;
    }
}
