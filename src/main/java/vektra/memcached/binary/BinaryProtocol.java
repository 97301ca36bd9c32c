package vektra.memcached.binary;

import java.nio.ByteBuffer;
import vektra.memcached.cache.Key;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Protocol;
import vektra.memcached.wire.Session;
import vektra.memcached.wire.Skip;

/** The binary protocol: takes requests apart and checks their form; {@link BinaryCommands} carries them out. */
public final class BinaryProtocol implements Protocol {
    private static final byte MAGIC = (byte) 0x80;

    private final BinaryCommands commands;

    public BinaryProtocol(BinaryCommands commands) {
        this.commands = commands;
    }

    @Override
    public boolean next(Session session, Input in) {
        if (in.remaining() < BinaryRequest.HEADER_LENGTH) {
            return false;
        }
        if (in.at(0) != MAGIC) {
            session.close();
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(in.buffer(), in.position(), BinaryRequest.HEADER_LENGTH)
                .slice();
        int number = Byte.toUnsignedInt(header.get(1));
        int keyLength = Short.toUnsignedInt(header.getShort(2));
        int extrasLength = Byte.toUnsignedInt(header.get(4));
        long valueLength = Integer.toUnsignedLong(header.getInt(8)) - extrasLength - keyLength;
        int opaque = header.getInt(12);
        long cas = header.getLong(16);
        boolean keyTooLong = keyLength > Key.MAX_LENGTH;
        if (!keyTooLong && in.remaining() < BinaryRequest.HEADER_LENGTH + extrasLength + keyLength) {
            return false;
        }
        in.skip(BinaryRequest.HEADER_LENGTH);
        ByteBuffer extras = ByteBuffer.wrap(in.copy(keyTooLong ? 0 : extrasLength));
        in.skip(extras.limit());
        Key key = new Key(in.copy(keyTooLong ? 0 : keyLength));
        in.skip(key.bytes().length);
        BinaryRequest request = new BinaryRequest(number, extras, key, valueLength, opaque, cas);
        if (valueLength < 0) {
            refuse(session, request, BinaryStatus.UNKNOWN_COMMAND);
        } else if (keyTooLong || valueLength > Integer.MAX_VALUE) {
            refuse(session, request, BinaryStatus.INVALID_ARGUMENTS);
        } else {
            answer(session, request);
        }
        return true;
    }

    private void answer(Session session, BinaryRequest request) {
        Opcode opcode = Opcode.of(request.number());
        if (opcode == null) {
            new BinaryReply(session.out(), request, false).error(BinaryStatus.UNKNOWN_COMMAND);
            session.begin(new Skip(request.valueLength()));
        } else if (isWellFormed(opcode, request)) {
            commands.carryOut(session, opcode, request);
        } else {
            refuse(session, request, BinaryStatus.INVALID_ARGUMENTS);
        }
    }

    /** Where the next request begins is anyone's guess now, so there will be none. */
    private static void refuse(Session session, BinaryRequest request, BinaryStatus status) {
        new BinaryReply(session.out(), request, false).error(status);
        session.close();
    }

    private static boolean isWellFormed(Opcode opcode, BinaryRequest request) {
        return switch (opcode) {
            case GET, GETK, DELETE -> request.hasOnly(0, true);
            case TOUCH, GAT, GATK -> request.hasOnly(4, true);
            case INCREMENT, DECREMENT -> request.hasOnly(20, true);
            case NOOP, VERSION, QUIT -> request.hasOnly(0, false);
            case FLUSH -> request.hasOnly(0, false) || request.hasOnly(4, false);
            case STAT -> request.hasOnly(0, false) || request.hasOnly(0, true);
            case SET, ADD, REPLACE -> request.extrasLength() == 8 && request.hasKey();
            case APPEND, PREPEND -> request.extrasLength() == 0 && request.hasKey();
        };
    }
}
