package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.FolderInUseException;
import dev.skidway.journal.FolderShape;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.Storage;
import dev.skidway.queues.MessageVisitor;
import dev.skidway.queues.PayloadChecksum;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.queues.QueueDomain;
import dev.skidway.queues.QueueName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes all messages of a queue to a file of lines, from a folder whose server does not run, or from a backup. */
final class ExportRun {

    private static final int NAMES_MAX = 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final QueueName queue;
    private final Path file;
    private final Progress progress;

    ExportRun(Path folder, QueueName queue, Path file, Progress progress) {
        this.folder = BackupManifest.isIn(folder) ? folder.resolve(BackupManifest.FILES) : folder;
        this.queue = queue;
        this.file = file;
        this.progress = progress;
    }

    Tool.Report run() {
        try (ReadOnlyDisk disk = Verifier.open(folder, progress)) {
            progress.begin("state   ", 1);
            FolderShape shape = FolderShape.of(disk);
            Storage storage = Storage.open(disk, Verifier.config(shape), shape.partitions(), new SystemTime());
            List<String> names = new ArrayList<>();
            for (int number = 0; number < shape.partitions(); number++) {
                QueueDomain domain = Verifier.recover(storage, number, shape.partitions());
                if (domain.queueNames().contains(queue)) {
                    return export(domain, storage);
                }
                domain.queueNames().forEach(name -> names.add(name.name()));
            }
            throw noQueue(names);
        } catch (FolderInUseException e) {
            throw new SkidwayException(
                    JournalError.FOLDER_IN_USE,
                    Severity.REFUSE_START,
                    e.getMessage() + ". Or take a backup, and export from that",
                    e);
        } catch (UncheckedIOException e) {
            // The file to write, of which a visitor cannot say more.
            throw unusable(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            progress.end();
        }
    }

    private Tool.Report export(QueueDomain domain, Storage storage) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Channels.newOutputStream(OwnerOnly.create(file)), BUFFER_BYTES)) {
            Lines lines = new Lines(storage, out);
            out.write(MessageLine.bytes(
                    MessageLine.head(queue.name(), storage.recovery().endPosition())));
            domain.visitMessages(queue, lines);
            out.write(MessageLine.bytes(MessageLine.end(lines.messages)));
            return lines.report();
        }
    }

    private SkidwayException unusable(IOException cause) {
        return CliError.unusable("queue " + queue.name() + " cannot be exported to " + file, cause);
    }

    private SkidwayException noQueue(List<String> names) {
        return new SkidwayException(
                CliError.QUEUE_UNKNOWN,
                Severity.REFUSE_START,
                String.format(
                        Locale.ROOT,
                        "expected a queue '%s' of account %s in %s, found %d queues: %s",
                        queue.name(),
                        queue.namespace(),
                        folder,
                        names.size(),
                        String.join(", ", names.subList(0, Math.min(NAMES_MAX, names.size())))));
    }

    /** Writes each message that it is shown. */
    private final class Lines implements MessageVisitor {

        private final Storage storage;
        private final OutputStream out;
        private long messages;
        private long damaged;

        Lines(Storage storage, OutputStream out) {
            this.storage = storage;
            this.out = out;
        }

        @Override
        public void message(PeekedMessage message) {
            int bytes = PayloadChecksum.BYTES + message.payload().bytes();
            ByteBuffer payload = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            storage.journal().read(message.payload().position() - PayloadChecksum.BYTES, payload);
            boolean whole = PayloadChecksum.agrees(payload.flip());
            messages++;
            damaged += whole ? 0 : 1;
            try {
                out.write(MessageLine.bytes(MessageLine.of(message, queue.fifo(), whole ? payload : null)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Tool.Report report() {
            return new ExportReport(queue.name(), file, messages, damaged);
        }
    }
}
