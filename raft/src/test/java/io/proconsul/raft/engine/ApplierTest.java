package io.proconsul.raft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.Capture;
import io.proconsul.raft.Fsm;
import io.proconsul.raft.Register;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;

class ApplierTest {
    private final Register register = new Register();
    private final Applier applier = new Applier(register);
    private long index;

    private static Content piece(long id, int number, int count, String text) {
        return new Content.Piece(id, number, count, Register.command(text));
    }

    private static Content command(String text) {
        return new Content.Commands(List.of(Register.command(text)));
    }

    private List<Object> apply(Content content) {
        return applier.apply(index++, 1, content);
    }

    @Test
    void pieces_are_one_command_when_the_last_has_come() {
        assertThat(apply(piece(7, 0, 3, "a"))).isEmpty();
        assertThat(apply(piece(7, 1, 3, "b"))).isEmpty();
        assertThat(apply(piece(7, 2, 3, "c"))).containsExactly(new Register.Outcome(0, "abc"));
    }

    @Test
    void a_command_in_between_means_that_the_rest_will_not_come() {
        apply(piece(7, 0, 2, "a"));
        apply(command("other"));

        assertThat(apply(piece(7, 1, 2, "b"))).isEmpty();
        assertThat(register.commands()).containsExactly("other");
    }

    @Test
    void the_first_piece_of_another_command_takes_the_place_of_one_that_was_given_up() {
        apply(piece(7, 0, 3, "a"));
        apply(piece(7, 1, 3, "b"));
        apply(piece(8, 0, 2, "x"));
        apply(piece(8, 1, 2, "y"));

        assertThat(register.commands()).containsExactly("xy");
    }

    @Test
    void a_piece_that_is_missing_spoils_the_command_and_no_other() {
        apply(piece(7, 0, 3, "a"));
        apply(piece(7, 2, 3, "c"));
        apply(piece(7, 1, 3, "b"));
        apply(piece(9, 0, 1, "whole"));

        assertThat(register.commands()).containsExactly("whole");
    }

    @Test
    void a_snapshot_between_two_pieces_holds_the_first() throws Exception {
        apply(command("before"));
        apply(piece(7, 0, 3, "a"));
        apply(piece(7, 1, 3, "b"));
        Capture capture = applier.capture();
        apply(piece(7, 2, 3, "c"));

        Register copied = new Register();
        Applier copy = new Applier(copied);
        copy.install(new ByteArrayInputStream(written(capture)));
        copy.apply(index, 1, piece(7, 2, 3, "c"));

        assertThat(copied.commands()).containsExactly("before", "abc");
        assertThat(copied.commands()).isEqualTo(register.commands());
    }

    @Test
    void what_is_installed_takes_the_place_of_pieces_at_hand() throws Exception {
        byte[] empty = written(applier.capture());
        apply(piece(7, 0, 2, "a"));
        applier.install(new ByteArrayInputStream(empty));

        assertThat(apply(piece(7, 1, 2, "b"))).isEmpty();
        assertThat(register.commands()).isEmpty();
    }

    private static byte[] written(Capture capture) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        capture.writeTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void a_state_machine_that_forgets_an_outcome_is_stopped() {
        Applier other =
                new Applier(
                        new Fsm() {
                            @Override
                            public List<Object> apply(long at, long term, List<byte[]> commands) {
                                return List.of();
                            }

                            @Override
                            public Capture capture() {
                                return out -> {};
                            }

                            @Override
                            public void install(InputStream captured) {}

                            @Override
                            public void clear() {}
                        });

        assertThatThrownBy(() -> other.apply(5, 1, command("one")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("0 outcomes for the 1 commands of entry 5");
    }
}
