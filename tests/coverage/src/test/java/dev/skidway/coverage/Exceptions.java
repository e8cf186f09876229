package dev.skidway.coverage;

import java.util.Map;

/** The few error branches that no test can reach, each with its reason. */
final class Exceptions {
    static final int COUNT_MAX = 10;

    /** From {@link ErrorBranch#name()} to the reason. */
    static final Map<String, String> REASONS = Map.of(
            "Hash128.java#sha256: catch (NoSuchAlgorithmException e)",
            "every Java platform must have SHA-256",
            "Seals.java#certain: catch (GeneralSecurityException e)",
            "every Java platform must have AES and HmacSHA256, which take keys and blocks of these fixed lengths");

    private Exceptions() {}
}
