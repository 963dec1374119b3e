"""The few functions of pdfium that reading needs, bound straight to the library's C interface.

pypdfium2 ships the library; its generated Python layer declares some 450 functions and wraps every
pointer in an object. Binding only what is used halves the start of a reading process and makes a
call three times cheaper, which is what keeps positioned text close to the price of bare text.
Handles are plain integers (0 is "none"); boxes are left, bottom, right, top in page space.
"""

from __future__ import annotations

import ctypes
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""Kinds of page object."""

LINE_TO, CURVE_TO, MOVE_TO = 0, 1, 2
"""Kinds of path segment."""

GREY, COLOURS = 1, 3
"""The formats of a bitmap with one byte for each pixel, and with blue, green, red and a spare one."""

WITHOUT_SECURITY = 3
"""How a document is saved: without its encryption."""

WITH_ANNOTATIONS, IN_GREY = 0x01, 0x08
"""How a page is rendered (flags)."""

ERROR_FORMAT, ERROR_PASSWORD, ERROR_SECURITY = 3, 4, 5

Call = Callable[..., Any]

_LIBRARY_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")

_P, _I, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_L, _Z, _F, _S = ctypes.c_ulong, ctypes.c_size_t, ctypes.c_float, ctypes.c_char_p


def _open_library() -> ctypes.CDLL:
    """The pdfium library that pypdfium2 carries, wherever that package keeps it."""
    spec = importlib.util.find_spec("pypdfium2_raw")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for name in _LIBRARY_NAMES:
            path = Path(folder) / name
            if path.is_file():
                return ctypes.CDLL(str(path))
    # A build that uses the system's pdfium: let pypdfium2 find it.
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]

    library: ctypes.CDLL = bindings._libs["pdfium"]
    return library


_LIBRARY = _open_library()


def _bind(name: str, result: Any, *arguments: Any) -> Call:
    # PYFUNCTYPE keeps the interpreter lock: nothing else runs in the reading process, and giving
    # the lock away and taking it back would cost more than most of these calls do.
    function: Call = ctypes.PYFUNCTYPE(result, *arguments)((name, _LIBRARY))
    return function


class Matrix(ctypes.Structure):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = tuple((name, ctypes.c_float) for name in "abcdef")


class Rect(ctypes.Structure):
    """A rectangle in page space (bottom-left origin)."""

    _fields_ = tuple((name, ctypes.c_float) for name in ("left", "top", "right", "bottom"))


WRITE_BLOCK = ctypes.PYFUNCTYPE(_I, _P, _P, _L)
"""What takes the bytes of a document that is saved: gets itself, where they are, and how many."""


class FileWrite(ctypes.Structure):
    """Where a document is saved to; its version is 1."""

    _fields_ = (("version", ctypes.c_int), ("write", WRITE_BLOCK))


init_library = _bind("FPDF_InitLibrary", None)
load_memory = _bind("FPDF_LoadMemDocument64", _P, _P, _Z, _S)
last_error = _bind("FPDF_GetLastError", _L)
close_document = _bind("FPDF_CloseDocument", None, _P)
page_count = _bind("FPDF_GetPageCount", _I, _P)
permissions = _bind("FPDF_GetDocPermissions", _L, _P)
security_revision = _bind("FPDF_GetSecurityHandlerRevision", _I, _P)

save_copy = _bind("FPDF_SaveAsCopy", _I, _P, _P, _L)

load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
page_width = _bind("FPDF_GetPageWidthF", _F, _P)
page_height = _bind("FPDF_GetPageHeightF", _F, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
page_bounds = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)

create_bitmap = _bind("FPDFBitmap_CreateEx", _P, _I, _I, _I, _P, _I)
fill_bitmap = _bind("FPDFBitmap_FillRect", None, _P, _I, _I, _I, _I, _L)
bitmap_bytes = _bind("FPDFBitmap_GetBuffer", _P, _P)
bitmap_stride = _bind("FPDFBitmap_GetStride", _I, _P)
destroy_bitmap = _bind("FPDFBitmap_Destroy", None, _P)
render_page = _bind("FPDF_RenderPageBitmapWithMatrix", None, _P, _P, _P, _P, _I)

load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
get_text = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
char_of_text = _bind("FPDFText_GetCharIndexFromTextIndex", _I, _P, _I)
char_box = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
loose_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_size = _bind("FPDFText_GetFontSize", ctypes.c_double, _P, _I)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)
char_weight = _bind("FPDFText_GetFontWeight", _I, _P, _I)
char_unmapped = _bind("FPDFText_HasUnicodeMapError", _I, _P, _I)
char_object = _bind("FPDFText_GetTextObject", _P, _P, _I)
char_code = _bind("FPDFText_GetUnicode", _U, _P, _I)

text_font = _bind("FPDFTextObj_GetFont", _P, _P)
text_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
text_words = _bind("FPDFTextObj_GetText", _L, _P, _P, _P, _L)
font_name = _bind("FPDFFont_GetBaseFontName", _Z, _P, _P, _Z)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)

count_objects = _bind("FPDFPage_CountObjects", _I, _P)
get_object = _bind("FPDFPage_GetObject", _P, _P, _I)
object_kind = _bind("FPDFPageObj_GetType", _I, _P)
object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
show_object = _bind("FPDFPageObj_SetIsActive", _I, _P, _I)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
form_count = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, _L)
path_draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
path_count = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_kind = _bind("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bind("FPDFPathSegment_GetClose", _I, _P)
stroke_width = _bind("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
fill_colour = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
marked_content = _bind("FPDFPageObj_GetMarkedContentID", _I, _P)
image_size = _bind("FPDFImageObj_GetImagePixelSize", _I, _P, _P, _P)

annotation_count = _bind("FPDFPage_GetAnnotCount", _I, _P)
open_annotation = _bind("FPDFPage_GetAnnot", _P, _P, _I)
close_annotation = _bind("FPDFPage_CloseAnnot", None, _P)
annotation_kind = _bind("FPDFAnnot_GetSubtype", _I, _P)
annotation_rect = _bind("FPDFAnnot_GetRect", _I, _P, _P)
annotation_has = _bind("FPDFAnnot_HasKey", _I, _P, _S)
annotation_text = _bind("FPDFAnnot_GetStringValue", _L, _P, _S, _P, _L)
annotation_link = _bind("FPDFAnnot_GetLink", _P, _P)
link_action = _bind("FPDFLink_GetAction", _P, _P)
link_target = _bind("FPDFLink_GetDest", _P, _P, _P)
action_kind = _bind("FPDFAction_GetType", _L, _P)
action_address = _bind("FPDFAction_GetURIPath", _L, _P, _P, _P, _L)
action_file = _bind("FPDFAction_GetFilePath", _L, _P, _P, _L)
action_target = _bind("FPDFAction_GetDest", _P, _P, _P)
page_of_target = _bind("FPDFDest_GetDestPageIndex", _I, _P, _P)

first_bookmark = _bind("FPDFBookmark_GetFirstChild", _P, _P, _P)
next_bookmark = _bind("FPDFBookmark_GetNextSibling", _P, _P, _P)
bookmark_title = _bind("FPDFBookmark_GetTitle", _L, _P, _P, _L)
bookmark_target = _bind("FPDFBookmark_GetDest", _P, _P, _P)
bookmark_action = _bind("FPDFBookmark_GetAction", _P, _P)

is_tagged = _bind("FPDFCatalog_IsTagged", _I, _P)
language = _bind("FPDFCatalog_GetLanguage", _L, _P, _P, _L)
information = _bind("FPDF_GetMetaText", _L, _P, _S, _P, _L)
page_label = _bind("FPDF_GetPageLabel", _L, _P, _I, _P, _L)
attachment_count = _bind("FPDFDoc_GetAttachmentCount", _I, _P)
attachment = _bind("FPDFDoc_GetAttachment", _P, _P, _I)
attachment_name = _bind("FPDFAttachment_GetName", _L, _P, _P, _L)

open_structure = _bind("FPDF_StructTree_GetForPage", _P, _P)
close_structure = _bind("FPDF_StructTree_Close", None, _P)
structure_count = _bind("FPDF_StructTree_CountChildren", _I, _P)
structure_child = _bind("FPDF_StructTree_GetChildAtIndex", _P, _P, _I)
element_kind = _bind("FPDF_StructElement_GetType", _L, _P, _P, _L)
element_actual_text = _bind("FPDF_StructElement_GetActualText", _L, _P, _P, _L)
element_alternative = _bind("FPDF_StructElement_GetAltText", _L, _P, _P, _L)
element_count = _bind("FPDF_StructElement_CountChildren", _I, _P)
element_child = _bind("FPDF_StructElement_GetChildAtIndex", _P, _P, _I)
element_content = _bind("FPDF_StructElement_GetChildMarkedContentID", _I, _P, _I)


class Bounds(NamedTuple):
    """A rectangle in page space."""

    left: float
    bottom: float
    right: float
    top: float


_four = (ctypes.c_float * 4)()
_four_refs = tuple(ctypes.byref(_four, 4 * i) for i in range(4))


def bounds_of(page_object: int) -> Bounds | None:
    """The bounds of a page object, None where pdfium has none."""
    return Bounds(*_four) if object_bounds(page_object, *_four_refs) else None


def name_of_font(font: int) -> str:
    """The name that a font gives itself, without checking it."""
    buffer = ctypes.create_string_buffer(128)
    font_name(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace")


_SHORT = 512
_short_text = ctypes.create_string_buffer(_SHORT)
_MAX_TEXT = 1 << 20


def text_from(call: Call, *arguments: Any) -> str:
    """The UTF-16 text that a pdfium function writes to a buffer; empty where it has none.

    ``call`` takes ``arguments``, a buffer and its length, and gives the length needed in bytes.
    """
    needed = call(*arguments, _short_text, _SHORT)
    if needed <= 2:
        return ""
    if needed <= _SHORT:
        raw = _short_text.raw[: needed - 2]
    else:
        needed = min(needed, _MAX_TEXT)
        longer = ctypes.create_string_buffer(needed)
        call(*arguments, longer, needed)
        raw = longer.raw[: needed - 2]
    return raw.decode("utf-16-le", "replace")
