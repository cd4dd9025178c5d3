package io.proconsul.model.watch;

import io.proconsul.model.watch.AnswerForm.Field;
import io.proconsul.model.watch.AnswerForm.FirstOf;
import io.proconsul.model.watch.AnswerForm.ListOf;
import io.proconsul.model.watch.AnswerForm.Structure;
import io.proconsul.model.watch.AnswerForm.Whatever;

/** The structures of the original's API library, as far as they are watched (observed on 1.8.7). */
final class AnswerForms {
    static final AnswerForm AS_IT_IS = new Whatever();

    static final AnswerForm PAIR =
            new Structure(
                    Field.of("Key", "\"\""),
                    Field.of("CreateIndex", "0"),
                    Field.of("ModifyIndex", "0"),
                    Field.of("LockIndex", "0"),
                    Field.of("Flags", "0"),
                    Field.of("Value", "null"),
                    Field.of("Session", "\"\""));
    static final AnswerForm PAIRS = new ListOf(PAIR);
    static final AnswerForm PAIR_OF_ONE = new FirstOf(PAIR);

    static final AnswerForm NODE =
            new Structure(
                    Field.of("ID", "\"\""),
                    Field.of("Node", "\"\""),
                    Field.of("Address", "\"\""),
                    Field.of("Datacenter", "\"\""),
                    Field.of("TaggedAddresses", "null"),
                    Field.of("Meta", "null"),
                    Field.of("CreateIndex", "0"),
                    Field.of("ModifyIndex", "0"));
    static final AnswerForm NODES = new ListOf(NODE);

    static final AnswerForm CHECK =
            new Structure(
                    Field.of("Node", "\"\""),
                    Field.of("CheckID", "\"\""),
                    Field.of("Name", "\"\""),
                    Field.of("Status", "\"\""),
                    Field.of("Notes", "\"\""),
                    Field.of("Output", "\"\""),
                    Field.of("ServiceID", "\"\""),
                    Field.of("ServiceName", "\"\""),
                    Field.of("ServiceTags", "null"),
                    Field.of("Type", "\"\""),
                    new Field(
                            "Definition",
                            "{}",
                            new Structure(
                                    Field.of("Interval", "\"0s\""),
                                    Field.of("Timeout", "\"0s\""),
                                    Field.of("DeregisterCriticalServiceAfter", "\"0s\""),
                                    Field.of("HTTP", "\"\""),
                                    Field.of("Header", "null"),
                                    Field.of("Method", "\"\""),
                                    Field.of("Body", "\"\""),
                                    Field.of("TLSSkipVerify", "false"),
                                    Field.of("TCP", "\"\""))),
                    Field.of("CreateIndex", "0"),
                    Field.of("ModifyIndex", "0"));
    static final AnswerForm CHECKS = new ListOf(CHECK);

    static final AnswerForm INSTANCE =
            new Structure(
                    Field.optional("Kind"),
                    Field.of("ID", "\"\""),
                    Field.of("Service", "\"\""),
                    Field.of("Tags", "null"),
                    Field.of("Meta", "null"),
                    Field.of("Port", "0"),
                    Field.of("Address", "\"\""),
                    Field.optional("TaggedAddresses"),
                    Field.of("Weights", "{\"Passing\":0,\"Warning\":0}"),
                    Field.of("EnableTagOverride", "false"),
                    Field.optional("CreateIndex"),
                    Field.optional("ModifyIndex"),
                    Field.optional("ContentHash"),
                    Field.optional("Proxy"),
                    Field.optional("Connect"));
    static final AnswerForm SERVICE =
            new ListOf(
                    new Structure(
                            new Field("Node", "null", NODE),
                            new Field("Service", "null", INSTANCE),
                            new Field("Checks", "null", CHECKS)));

    static final AnswerForm EVENTS =
            new ListOf(
                    new Structure(
                            Field.of("ID", "\"\""),
                            Field.of("Name", "\"\""),
                            Field.of("Payload", "null"),
                            Field.of("NodeFilter", "\"\""),
                            Field.of("ServiceFilter", "\"\""),
                            Field.of("TagFilter", "\"\""),
                            Field.of("Version", "0"),
                            Field.of("LTime", "0")));

    private AnswerForms() {}
}
