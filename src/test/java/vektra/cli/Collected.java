package vektra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vektra.fixture.Home;

/** What was collected of an app's lines, as {@code vektra logs} shows it. */
public record Collected(Home home, String app) {
    /** The messages of a process, oldest first; a part goes on with what was before it. */
    public List<String> messages(String process) {
        List<String> messages = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (JsonNode line : home.json("logs", "-a", app, "-n", "1000000", "--source", process)
                .at("/lines")) {
            whole.append(line.at("/message").asText());
            if (!line.at("/more").asBoolean()) {
                messages.add(whole.toString());
                whole.setLength(0);
            }
        }
        return messages;
    }

    public void await(String process, Consumer<List<String>> assertion) {
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertion.accept(messages(process)));
    }
}
