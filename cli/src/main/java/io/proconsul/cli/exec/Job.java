package io.proconsul.cli.exec;

import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What agents are to run: a line for their shell, or words, or a script.
 *
 * @param command empty unless it is a line for a shell
 * @param words empty unless no shell takes part
 * @param script null unless it is one
 * @param quiet how long the asker waits for somebody to say something; agents send a sign of life
 *     more often
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Job(String command, List<String> words, byte @Nullable [] script, Duration quiet) {
    /** In the form agents read, empty parts left out. */
    String json() {
        var json = new JsonWriter().beginObject();
        if (!command.isEmpty()) {
            json.name("Command").string(command);
        }
        if (!words.isEmpty()) {
            json.name("Args").beginArray();
            words.forEach(json::string);
            json.endArray();
        }
        if (script != null && script.length > 0) {
            json.name("Script").base64(script);
        }
        return json.name("Wait").number(quiet.toNanos()).endObject().toString();
    }
}
