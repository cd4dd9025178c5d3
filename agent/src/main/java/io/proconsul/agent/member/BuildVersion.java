package io.proconsul.agent.member;

import io.proconsul.gossip.serf.Member;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version in a {@code build} tag: the first three numbers of it. */
record BuildVersion(int major, int minor, int patch) {
    /** Longer digit strings are nobody's version. */
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    static Optional<BuildVersion> of(String build) {
        Matcher numbers = NUMBERS.matcher(build);
        return numbers.find()
                ? Optional.of(
                        new BuildVersion(
                                Integer.parseInt(numbers.group(1)),
                                Integer.parseInt(numbers.group(2)),
                                Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    /** Whether a member tells a version, and it is that one or a later one. */
    static boolean isAtLeast(Member member, int major, int minor, int patch) {
        return of(member.tags().getOrDefault("build", ""))
                .filter(told -> told.compareTo(major, minor, patch) >= 0)
                .isPresent();
    }

    private int compareTo(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return Integer.compare(major, otherMajor);
        }
        return minor != otherMinor
                ? Integer.compare(minor, otherMinor)
                : Integer.compare(patch, otherPatch);
    }
}
