package dev.skidway.gateway.sqs;

/** Every error this gateway answers with: JSON shape, code of the older Query protocol, HTTP status. */
enum SqsError {
    QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
    QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists", 400),
    QUEUE_DELETED_RECENTLY("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400),
    EMPTY_BATCH("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400),
    TOO_MANY_ENTRIES("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400),
    BATCH_IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400),
    BATCH_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400),
    INVALID_BATCH_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400),
    PURGE_IN_PROGRESS("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFoundException", 404),
    OVER_LIMIT("OverLimit", "OverLimit", 403),
    INVALID_ATTRIBUTE_NAME("InvalidAttributeName", "InvalidAttributeName", 400),
    INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", "InvalidAttributeValue", 400),
    INVALID_MESSAGE_CONTENTS("InvalidMessageContents", "InvalidMessageContents", 400),
    RECEIPT_HANDLE_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 400),
    INVALID_ADDRESS("InvalidAddress", "InvalidAddress", 400),
    REQUEST_THROTTLED("RequestThrottled", "RequestThrottled", 403),
    INVALID_PARAMETER(Family.CORAL, "InvalidParameterValueException", "InvalidParameterValue", 400),
    MISSING_PARAMETER(Family.CORAL, "MissingRequiredParameterException", "MissingParameter", 400),
    SERIALIZATION(Family.CORAL, "SerializationException", "MalformedInput", 400),
    UNKNOWN_OPERATION(Family.CORAL, "UnknownOperationException", "InvalidAction", 400),
    NO_ACTION(Family.CORAL, "UnknownOperationException", "InvalidAction", 404),
    INCOMPLETE_SIGNATURE(Family.CORAL, "IncompleteSignatureException", "IncompleteSignature", 400),
    ACCESS_DENIED(Family.CORAL, "AccessDeniedException", "AccessDenied", 403),
    TOO_LARGE(Family.CORAL, "RequestEntityTooLargeException", "RequestEntityTooLarge", 413),
    SERVICE_UNAVAILABLE(Family.CORAL, "ServiceUnavailableException", "ServiceUnavailable", 503),
    INTERNAL_FAILURE(Family.CORAL, "InternalFailure", "InternalFailure", 500);

    private final String shape;
    private final String type;
    private final String queryCode;
    private final int status;

    SqsError(String shape, String queryCode, int status) {
        this(Family.SQS, shape, queryCode, status);
    }

    SqsError(Family family, String shape, String queryCode, int status) {
        this.shape = shape;
        this.type = family.prefix + shape;
        this.queryCode = queryCode;
        this.status = status;
    }

    /** The {@code __type} of the JSON answer. */
    String type() {
        return type;
    }

    /** Name of the shape, without its family. */
    String shape() {
        return shape;
    }

    /** What the Query protocol calls it; also the {@code Code} of a failed batch entry. */
    String queryCode() {
        return queryCode;
    }

    /** HTTP status. */
    int status() {
        return status;
    }

    /** Whether the caller is at fault; otherwise the same request may succeed later. */
    boolean senderFault() {
        return status < 500;
    }

    /** Whose vocabulary a shape belongs to. */
    private enum Family {
        SQS("com.amazonaws.sqs#"),
        CORAL("com.amazon.coral.service#");

        private final String prefix;

        Family(String prefix) {
            this.prefix = prefix;
        }
    }
}
