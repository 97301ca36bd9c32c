package vektra.mcp.sdk;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import vektra.mcp.Desk;
import vektra.mcp.Person;
import vektra.mcp.Tool;

/** Answers messages that are posted one by one, each from a caller of its own. No session is kept, so no person can be asked. */
public final class PostedServer {
    private static final String DESK = "desk";
    private static final String VERSION = "1";

    private final McpJsonMapper json = Forms.json();
    private final Posted posted = new Posted();

    /** @param all every tool that any caller may have; a caller sees those of the desk */
    public PostedServer(List<Tool> all) {
        McpServer.sync(posted)
                .jsonMapper(json)
                .jsonSchemaValidator(Forms.UNCHECKED)
                .validateToolInputs(false)
                .serverInfo(Forms.NAME, VERSION)
                .instructions(Forms.INSTRUCTIONS)
                .capabilities(Forms.capabilities())
                .immediateExecution(true)
                .addToolFilter((context, tool) -> desk(context).tools().stream()
                        .anyMatch(own -> own.name().equals(tool.name())))
                .tools(Desk.withApply(all).stream()
                        .map(tool -> new SyncToolSpecification(
                                Forms.tool(tool),
                                (context, request) ->
                                        Forms.result(desk(context).call(Forms.wanted(request), Person.NONE))))
                        .toList())
                .build();
    }

    private static Desk desk(McpTransportContext context) {
        return (Desk) Objects.requireNonNull(context.get(DESK));
    }

    /** The answer to one message; null where none is wanted. */
    public @Nullable String answer(String message, Desk desk) {
        McpStatelessServerHandler handler = Objects.requireNonNull(posted.handler);
        McpTransportContext context = McpTransportContext.create(Map.of(DESK, desk));
        JSONRPCMessage parsed = Forms.message(json, message);
        if (parsed == null) {
            return Forms.noMessage("the body");
        }
        if (parsed instanceof McpSchema.JSONRPCRequest request) {
            return written(handler.handleRequest(context, request)
                    .contextWrite(more -> more.put(McpTransportContext.KEY, context))
                    .block());
        }
        if (parsed instanceof McpSchema.JSONRPCNotification notification) {
            handler.handleNotification(context, notification)
                    .contextWrite(more -> more.put(McpTransportContext.KEY, context))
                    .block();
        }
        return null;
    }

    private String written(@Nullable Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the handler that the SDK makes. */
    private static final class Posted implements McpStatelessServerTransport {
        private @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler made) {
            handler = made;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
