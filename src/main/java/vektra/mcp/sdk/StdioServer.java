package vektra.mcp.sdk;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vektra.mcp.Desk;
import vektra.mcp.Person;

/** Serves one assistant over two streams. */
public final class StdioServer {
    /** How long a person may take to answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String FIELD = "confirm";

    private StdioServer() {}

    /** Serves until the input ends. */
    public static void serve(Desk desk, String version, InputStream in, OutputStream out) throws IOException {
        McpJsonMapper json = Forms.json();
        Lines lines = new Lines(json, in, out);
        List<SyncToolSpecification> tools = desk.tools().stream()
                .map(tool -> new SyncToolSpecification(
                        Forms.tool(tool),
                        (exchange, request) -> Forms.result(
                                desk.call(Forms.wanted(request), (danger, name) -> ask(exchange, danger, name)))))
                .toList();
        McpServer.sync(lines)
                .jsonMapper(json)
                .jsonSchemaValidator(Forms.UNCHECKED)
                .validateToolInputs(false)
                .serverInfo(Forms.NAME, version)
                .instructions(Forms.INSTRUCTIONS)
                .capabilities(Forms.capabilities())
                .requestTimeout(PATIENCE)
                .tools(tools)
                .build();
        lines.serve();
    }

    /** Asks in a form of the assistant's program; a person types the name there, as at a terminal. */
    private static Person.Answer ask(McpSyncServerExchange exchange, String danger, String name) {
        if (exchange.getClientCapabilities() == null
                || exchange.getClientCapabilities().elicitation() == null) {
            return Person.Answer.UNREACHABLE;
        }
        ElicitResult answer = exchange.createElicitation(ElicitFormRequest.builder(
                        danger + "\nType " + name + " to confirm.",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(FIELD, Map.of("type", "string", "title", "Type " + name)),
                                "required",
                                List.of(FIELD)))
                .build());
        boolean confirmed = answer.action() == ElicitResult.Action.ACCEPT
                && answer.content() != null
                && name.equals(answer.content().get(FIELD));
        return confirmed ? Person.Answer.CONFIRMED : Person.Answer.DECLINED;
    }
}
