package vektra.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vektra.logs.line.Batch;
import vektra.logs.line.Intake;
import vektra.model.logs.LogStream;

/** An intake that remembers what it was given. */
public final class Taken implements Intake {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final List<Long> micros = new ArrayList<>();

    @Override
    public boolean wants(LogStream stream) {
        return true;
    }

    @Override
    public synchronized long position(String origin) {
        return positions.getOrDefault(origin, -1L);
    }

    @Override
    public synchronized void take(ByteBuffer record) {
        Batch batch = Batch.read(record, record.position(), record.limit());
        assertThat(batch).isNotNull();
        positions.put(batch.origin(), batch.position());
        batch.forEach(line -> {
            micros.add(line.micros());
            lines.add(line.priority() + "|" + line.stream().app() + "|"
                    + line.stream().process() + "|" + line.stream().host() + "|" + line.message()
                    + (line.part() == 0 ? "" : "#" + line.part() + (line.more() ? "+" : "")));
        });
    }

    /** Each as {@code priority|app|process|host|message}, and the part, if it is one. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public synchronized List<Long> micros() {
        return List.copyOf(micros);
    }

    public synchronized List<String> messages() {
        return lines.stream().map(line -> line.split("\\|", 5)[4]).toList();
    }
}
