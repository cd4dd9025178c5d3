package io.proconsul.http.handler;

import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonPosition;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonToken;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.wire.RecordCodec;

/** A check as clients register it on its own: its id is {@code ID}, and it may name a service. */
final class CheckBody {
    private static final RecordCodec<CheckType> TYPE = RecordCodec.of(CheckType.class);
    private static final RecordCodec<Owner> OWNER = RecordCodec.of(Owner.class);

    private CheckBody() {}

    /** What a check says beside what it does. */
    record Owner(String serviceId, String token) {}

    static CheckDefinition read(byte[] body) throws JsonException {
        JsonReader reader = JsonReader.ofFirst(body);
        if (reader.peek() != JsonToken.OBJECT) {
            return new CheckDefinition(TYPE.readJson(reader), "", "");
        }
        JsonMembers members = JsonMembers.of(body);
        refuseCheckId(members, reader.position());
        JsonMembers owner = JsonMembers.empty();
        members.moveTo(owner, "ServiceID", "ServiceId");
        members.moveTo(owner, "service_id", "ServiceId");
        members.moveTo(owner, "Token", "Token");
        members.rename(name -> name.equalsIgnoreCase("ID") ? "CheckID" : name);
        Owner said = OWNER.readJson(JsonReader.ofFirst(owner.toJson()));
        CheckType type = TYPE.readJson(JsonReader.ofFirst(members.toJson()));
        return new CheckDefinition(type, said.serviceId, said.token);
    }

    /** The name that checks inside services have is unknown here. */
    private static void refuseCheckId(JsonMembers members, JsonPosition position)
            throws JsonException {
        if (members.value("CheckID") != null) {
            throw new JsonException("json: unknown field \"CheckID\"", position);
        }
    }
}
