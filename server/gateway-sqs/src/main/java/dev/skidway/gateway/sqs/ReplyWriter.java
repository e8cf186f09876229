package dev.skidway.gateway.sqs;

/**
 * Where an action writes its answer, whatever the wire format: named members of one structure.
 *
 * <p>Every {@code begin…} is closed by the matching {@code end…}. Between {@link #beginList} and {@link #endList} there are only
 * {@link #item} calls or {@link #beginEntry} … {@link #endEntry} pairs.
 */
interface ReplyWriter {

    void text(String name, String value);

    /** A text that is UTF-8 already. */
    void utf8(String name, byte[] value);

    /** Bytes, which the wire format encodes. */
    void binary(String name, byte[] value);

    void bool(String name, boolean value);

    void number(String name, long value);

    /** A list; {@code itemName} is what the Query protocol calls its items. */
    void beginList(String name, String itemName);

    void item(String value);

    void beginEntry();

    void endEntry();

    void endList();

    /**
     * A map whose keys are the names that follow.
     *
     * @param entryName what the Query protocol calls an entry
     * @param keyName what it calls the key of an entry
     */
    void beginMap(String name, String entryName, String keyName);

    void endMap();

    /** A structure. */
    void beginStruct(String name);

    void endStruct();
}
