"""What an inspection comes to: the kind of a file, or what is wrong with it and what to do."""

from dataclasses import dataclass

from fadu.law.words import Words

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
PAPERS = frozenset({PDF, PNG, JPEG})


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
