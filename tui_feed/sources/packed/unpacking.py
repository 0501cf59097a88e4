"""Opening of archives and compressed files by their format."""

from tui_feed.sources.file import File
from tui_feed.sources.packed.limits import InnerLimits
from tui_feed.sources.packed.listing import ArchiveMembers
from tui_feed.sources.packed.seekable import PackedFile
from tui_feed.sources.packed.streams import SeekableTar, StreamedTar, UnpackedStream
from tui_feed.sources.packed.tars import members_of_tar
from tui_feed.sources.packed.zips import members_of_zip
from tui_feed.sources.signatures import packing_of


def unpacked(file: File, most: int, limits: InnerLimits | None = None) -> ArchiveMembers | File:
    """Return the members of an archive, the content of a compressed file, or the file itself.

    `most` limits the members; `limits` are given for a file inside a folder or archive. Raises
    `OSError`, with a text for people, for an unreadable archive.
    """
    packed = PackedFile(file, limits)
    packing = packing_of(file.head)
    if packing is None:
        return file
    if packing == "zip":
        return members_of_zip(packed, most)
    if packing == "tar":
        stays_put = packed.is_on_disk or limits is None
        source = SeekableTar(packed) if stays_put else StreamedTar(packed.chunks)
        return members_of_tar(file, source, most)
    stream = UnpackedStream(packed, packing)
    inner = File(file.path, file.name, stream, member=file.member)
    if packing_of(inner.head) == "tar":
        return members_of_tar(file, StreamedTar(stream.chunks), most)
    return inner
