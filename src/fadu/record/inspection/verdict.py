"""What an inspection comes to: the kind of a file, or what is wrong with it and what to do."""

from collections.abc import Collection
from dataclasses import dataclass

from fadu.law.words import Words

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
PAPERS = frozenset({PDF, PNG, JPEG})
MP4, WEBM = "video/mp4", "video/webm"
M4A, WEBM_SOUND, MP3 = "audio/mp4", "audio/webm", "audio/mpeg"
WAV, OGG = "audio/wav", "audio/ogg"
# Sound and film that every browser plays as it is; only for a paper that says it takes them.
RECORDINGS = frozenset({MP4, WEBM, M4A, WEBM_SOUND, MP3, WAV, OGG})
# What is said of a file that is a recording, sound or not.
RECORDING_FAULTS = frozenset(
    {"other_recording", "recording_damaged", "recording_truncated", "recording_two_in_one"}
)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file is not taken in. `detail` is a technical word for those who look closer."""

    code: str
    detail: str = ""

    def words(self, name: str) -> Words:
        """What is wrong with the file of that name."""
        said = FAULTS[self.code][0]
        return Words(f"“{name}”{said.zh}", f"“{name}” {said.en}")

    @property
    def remedy(self) -> Words:
        """What to do."""
        return FAULTS[self.code][1]


class Odd(Exception):
    """The walk through a file met what does not belong there."""

    def __init__(self, code: str, detail: str) -> None:
        self.unfit = Unfit(code, detail)
        super().__init__(detail)


def as_paper_takes(said: str | Unfit, accepted: Collection[str]) -> str | Unfit:
    """The verdict in the words of a paper that takes these kinds only.

    Where no recording is taken, it does not matter what else is wrong with one.
    """
    with_recordings = not RECORDINGS.isdisjoint(accepted)
    if isinstance(said, str):
        if said in accepted:
            return said
        return Unfit("no_recording" if said in RECORDINGS else "other_kind", said)
    if said.code in RECORDING_FAULTS and not with_recordings:
        return Unfit("no_recording", said.detail)
    if said.code == "other_kind" and with_recordings:
        return Unfit("neither", said.detail)
    return said


_SAVE_AS_PDF = Words(
    "请打开后另存为 PDF，再上传 PDF", "Open it, save it as PDF, and upload the PDF"
)
_ONCE_MORE = Words(
    "请重新扫描，或打开后重新保存，再上传",
    "Scan it again, or open it and save it anew, then upload",
)
_PLAIN_COPY = Words(
    "请用“打印为 PDF”生成一份普通 PDF，再上传", "Print it to a plain PDF and upload that"
)

_EXPORT_ANEW = Words(
    "请从手机或录音录像设备上重新导出，再上传",
    "Export it anew from the telephone or recorder, then upload",
)

# Each fault: what is wrong, after the file's name; and what to do.
FAULTS: dict[str, tuple[Words, Words]] = {
    "empty": (Words("是空文件", "is empty"), _ONCE_MORE),
    "too_large": (
        Words("超过 20 MB", "is larger than 20 MB"),
        Words(
            "请降低扫描分辨率（300 dpi 即可），或分成几个文件上传",
            "Scan at a lower resolution (300 dpi will do), or upload it in several files",
        ),
    ),
    "zip": (
        Words("是压缩包", "is a zip archive"),
        Words("请解压，把里面的文件逐个上传", "Unpack it and upload the files in it one by one"),
    ),
    "office": (Words("是 Word、Excel 等办公文档", "is an office document"), _SAVE_AS_PDF),
    "ofd": (Words("是 OFD 文件", "is an OFD file"), _SAVE_AS_PDF),
    "web_page": (
        Words("是网页或矢量图，不是扫描件或照片", "is a web page or a drawing, not a scan"),
        _SAVE_AS_PDF,
    ),
    "heic": (
        Words("是 HEIC 照片", "is a HEIC photograph"),
        Words(
            "请转成 JPEG 再上传（苹果手机：设置、相机、格式，选“兼容性最佳”）",
            "Turn it into JPEG (iPhone: Settings, Camera, Formats, “Most Compatible”)",
        ),
    ),
    "other_kind": (
        Words(
            "不是 PDF、PNG 或 JPEG 文件（以内容为准，不看文件名）",
            "is neither PDF, PNG nor JPEG by its content, whatever its name",
        ),
        Words("请转换成 PDF、PNG 或 JPEG 再上传", "Convert it to PDF, PNG or JPEG first"),
    ),
    "neither": (
        Words(
            "不是 PDF、PNG、JPEG，也不是能收的录音录像（以内容为准，不看文件名）",
            "is neither PDF, PNG, JPEG nor a recording that is taken, whatever its name",
        ),
        Words(
            "文件请转成 PDF，录像请转成 MP4，录音请转成 MP3，再上传",
            "Convert a document to PDF, a film to MP4, a sound recording to MP3 first",
        ),
    ),
    "program": (
        Words("是程序，不是材料", "is a program, not a paper"),
        Words("请选择材料本身的文件", "Choose the file of the paper itself"),
    ),
    "no_recording": (
        Words("是录音或录像，这项材料不收", "is a recording, and this paper is not taken as one"),
        Words(
            "请提交 PDF、PNG 或 JPEG；录音录像请放到写明可收的材料下",
            "Hand in PDF, PNG or JPEG; put a recording where the list says that it is taken",
        ),
    ),
    "other_recording": (
        Words(
            "是浏览器放不了的录音录像格式（如 MOV、AVI、WMV、AMR、HEVC）",
            "is a recording that browsers cannot play (such as MOV, AVI, WMV, AMR or HEVC)",
        ),
        Words(
            "录像请转成 MP4（H.264），录音请转成 MP3，再上传（苹果手机：设置、相机、格式，"
            "选“兼容性最佳”）",
            "Convert a film to MP4 (H.264), a sound recording to MP3"
            " (iPhone: Settings, Camera, Formats, “Most Compatible”)",
        ),
    ),
    "recording_damaged": (
        Words(
            "已损坏：里面写的长度或位置对不上",
            "is damaged: lengths or places written in it do not fit",
        ),
        _EXPORT_ANEW,
    ),
    "recording_truncated": (
        Words("不完整，录音录像的后半部分丢失了", "is incomplete: the recording’s end is missing"),
        _EXPORT_ANEW,
    ),
    "recording_two_in_one": (
        Words("里面藏着录音录像以外的东西", "hides something that is no recording"),
        _EXPORT_ANEW,
    ),
    "damaged": (Words("已损坏，打不开", "is damaged and cannot be opened"), _ONCE_MORE),
    "truncated": (
        Words("不完整，后半部分丢失了", "is incomplete: its end is missing"),
        Words("请重新复制或扫描这份文件，再上传", "Copy or scan it again, then upload"),
    ),
    "two_in_one": (
        Words("里面藏着另一种文件", "hides a file of another kind"), _ONCE_MORE
    ),
    "motion": (
        Words("是带录像的动态照片", "is a motion photo, with a film in it"),
        Words("请关闭动态照片后重拍，或截图后上传", "Take it again with motion switched off"),
    ),
    "encrypted": (
        Words("设有密码或限制", "is protected by a password or restrictions"),
        Words("请解除密码和限制后再上传", "Remove the password and restrictions first"),
    ),
    "active": (
        Words(
            "含有会自动运行的内容（脚本、启动程序、动态表单或多媒体）",
            "holds content that acts by itself (script, launch, dynamic form or media)",
        ),
        _PLAIN_COPY,
    ),
    "attachment": (
        Words("里面夹带了附件", "has other files attached inside it"),
        Words(
            "请取出附件，与正文分别上传", "Take the attachments out and upload each as a file"
        ),
    ),
    "bomb": (
        Words("展开后大得不正常", "unpacks to an unreasonable size"), _ONCE_MORE
    ),
    "too_many_pixels": (
        Words("的像素太多（超过一亿）", "has too many pixels (over 100 million)"),
        Words("请用较低的分辨率（300 dpi 即可）", "Use a lower resolution (300 dpi will do)"),
    ),
    "unchecked": (
        Words("检查时间过长或耗用过大，没有收下", "took too much to check and was not taken in"),
        _PLAIN_COPY,
    ),
}  # fmt: skip
