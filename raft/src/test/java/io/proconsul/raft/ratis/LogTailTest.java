package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.runtime.disk.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class LogTailTest {
    @TempDir private Path temp;

    private byte[] repaired(LogFile file) throws IOException {
        return repaired(file.bytes());
    }

    private byte[] repaired(byte[] bytes) throws IOException {
        Path path = temp.resolve("log_inprogress_0");
        Files.write(path, bytes);
        LogTail.repair(Disk.system(), path);
        return Files.readAllBytes(path);
    }

    private static byte[] part(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    @Test
    void a_file_that_is_whole_stays_as_it_is() throws Exception {
        LogFile whole = new LogFile().entry(10).entry(1_000).entry(300);

        assertThat(repaired(whole)).isEqualTo(whole.bytes());
    }

    @Test
    void the_zeros_at_the_end_are_no_damage() throws Exception {
        LogFile whole = new LogFile().entry(10).zeros(5_000);

        assertThat(repaired(whole)).isEqualTo(whole.bytes());
    }

    @Test
    void a_file_with_a_part_of_its_header_is_left_to_the_log() throws Exception {
        byte[] header = part(new LogFile().bytes(), 5);

        assertThat(repaired(header)).isEqualTo(header);
    }

    @Test
    void wherever_the_last_entry_was_cut_it_goes_and_the_others_stay() throws Exception {
        LogFile before = new LogFile().entry(10).entry(700);
        byte[] last = LogFile.encoded(900);
        for (int length = 1; length < last.length; length += 7) {
            byte[] torn =
                    new LogFile().entry(10).entry(700).raw(part(last, length)).zeros(2_000).bytes();

            assertThat(repaired(torn)).as("cut after %d", length).isEqualTo(before.bytes());
        }
    }

    @Test
    void an_entry_of_which_a_sector_never_arrived_goes_with_all_that_follows() throws Exception {
        LogFile before = new LogFile().entry(10);
        byte[] all = new LogFile().entry(10).entry(2_000).entry(20).bytes();
        Arrays.fill(all, 1_024, 1_536, (byte) 0);

        assertThat(repaired(all)).isEqualTo(before.bytes());
    }

    @Test
    void when_the_sector_with_the_start_of_an_entry_never_arrived_the_rest_goes() throws Exception {
        LogFile before = new LogFile().entry(490);
        byte[] all = new LogFile().entry(490).entry(600).entry(20).bytes();
        Arrays.fill(all, before.size(), 512, (byte) 0);

        assertThat(repaired(all)).isEqualTo(before.bytes());
    }

    @Test
    void a_changed_byte_before_a_whole_entry_is_damage_and_nothing_is_cut() throws Exception {
        byte[] all = new LogFile().entry(10).entry(700).entry(20).bytes();
        all[300] ^= 4;

        assertThatThrownBy(() -> repaired(all))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("log_inprogress_0")
                .hasMessageContaining("damaged at byte");
        assertThat(Files.readAllBytes(temp.resolve("log_inprogress_0"))).isEqualTo(all);
    }

    @Test
    void a_zero_at_the_start_of_an_entry_is_damage_when_its_sector_is_there() throws Exception {
        LogFile first = new LogFile().entry(10);
        byte[] all = new LogFile().entry(10).entry(700).entry(20).bytes();
        all[first.size()] = 0;

        assertThatThrownBy(() -> repaired(all)).hasMessageContaining("damaged at byte");
    }
}
