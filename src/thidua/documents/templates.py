"""An office's own DOCX layout in place of ours: placeholders ``{{ ten }}`` filled by docxtpl.

The placeholders of a paper are its ``fields()``; ``MEANINGS`` explains each for the page where a template is uploaded.
A template is a file from outside: it is measured before it is opened, runs in Jinja's sandbox, sees only the fields,
and whatever is wrong with it becomes one sentence.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from thidua.documents.base import Paper
from thidua.documents.template_fields import FIELDS

MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_ENTRIES = 500

MEANINGS: Mapping[str, str] = {
    "bang": "các bảng: danh sách các dòng, mỗi dòng là danh sách các ô",
    "bat_dau": "thời điểm bắt đầu họp",
    "bieu_quyet": "kết quả biểu quyết: tt, ten, dong_y, khong_dong_y, y_kien_khac, ty_le, de_nghi",
    "bo_phan": "bộ phận của người đề nghị thanh toán",
    "ca_nhan": "danh sách cá nhân",
    "cac_phan": "các mục của kế hoạch theo thứ tự, mỗi đề mục hoặc đoạn văn một dòng",
    "can_cu": "danh sách căn cứ, mỗi căn cứ một dòng",
    "can_cu_thu_hoi": "căn cứ pháp lý của việc thu hồi",
    "can_cu_xet": "điều khoản của kế hoạch làm căn cứ xét",
    "chi_tiet": "chức vụ, đơn vị hoặc cơ quan quản lý trên Giấy khen",
    "chu_ky": "danh sách khối ký: chuc_vu, ho_ten",
    "chu_tri": "người chủ trì",
    "chuc_vu": "chức vụ của cá nhân",
    "chuc_vu_ky": "quyền hạn, chức vụ người ký",
    "chung_tu": "danh sách chứng từ gốc kèm theo",
    "co_mat": "danh sách người có mặt",
    "co_quan_ban_hanh": "cơ quan ban hành",
    "co_quan_chu_quan": "cơ quan chủ quản trực tiếp",
    "co_quan_trinh": "cơ quan trình",
    "da_khen": "danh hiệu, hình thức đã được khen: nam, ten, quyet_dinh",
    "danh_xung": "Ông, Bà hoặc để trống",
    "dia_danh_ngay": "địa danh và ngày, tháng, năm",
    "dia_diem": "địa điểm",
    "doi_tuong": "đối tượng thẩm định",
    "don_vi": "tên đơn vị",
    "don_vi_trinh": "đơn vị trình",
    "dung_han": "đúng hạn, nộp muộn hoặc không quy định hạn",
    "giay_to": "giấy tờ đã nộp: ten, so_trang, loai, ma",
    "han_bo_sung": "thời hạn bổ sung",
    "han_moi": "ngày công văn yêu cầu thực hiện xong",
    "han_nop": "hạn nộp theo kế hoạch",
    "hinh_thuc": "hình thức khen thưởng",
    "ho_gia_dinh": "danh sách hộ gia đình",
    "ho_so_kem": "danh sách hồ sơ gửi kèm",
    "hoi_dong": "tên Hội đồng",
    "ke_hoach": "kế hoạch được viện dẫn",
    "ket_luan": "kết luận",
    "ket_thuc": "thời điểm kết thúc họp",
    "kinh_gui": "danh sách nơi kính gửi",
    "ly_do": "lý do thu hồi",
    "ma_ho_so": "mã hồ sơ",
    "ma_kiem_tra": "mã kiểm tra của Giấy khen",
    "mau_so": "số mẫu và nghị định",
    "nguoi_de_nghi": "người đề nghị thanh toán",
    "nguoi_ky": "họ tên người ký",
    "nguoi_bi_thu_hoi": "tập thể, cá nhân bị thu hồi",
    "nguoi_nhan": "dòng chi tiền: tt, ten, don_vi, he_so, muc_thuong, thuc_nhan",
    "nguoi_nop": "người nộp hồ sơ",
    "nguon_kinh_phi": "nguồn kinh phí",
    "noi_dung": "các đoạn văn của giấy tờ theo thứ tự",
    "noi_dung_hop": "nội dung cuộc họp",
    "noi_dung_thanh_toan": "nội dung thanh toán",
    "noi_nhan": "danh sách nơi nhận",
    "nop_truoc": "hạn nộp lại tiền thưởng",
    "phong_trao": "tên phong trào thi đua",
    "quyet_dinh": "số, ngày quyết định khen thưởng",
    "so_ky_hieu": "dòng số và ký hiệu",
    "so_luong": "số lượng bằng số và bằng chữ",
    "so_quyet_dinh": "dòng số quyết định trên Giấy khen",
    "so_so_vang": "dòng số sổ vàng trên Giấy khen",
    "so_thu_tu": "số thứ tự trong danh sách khen thưởng",
    "so_tien": "số tiền phải nộp lại",
    "so_tien_bang_chu": "số tiền phải nộp lại, bằng chữ",
    "tap_the": "danh sách tập thể",
    "ten": "tên tập thể hoặc họ tên cá nhân",
    "ten_loai": "tên loại văn bản",
    "tham_quyen": "người có thẩm quyền khen thưởng",
    "thanh_phan": "thành phần hồ sơ: ten, yeu_cau, co, nhan_xet",
    "thanh_tich": "nội dung thành tích",
    "thieu_sot": "nội dung cần bổ sung: giay_to, noi_dung, dieu_khoan, cach_sua",
    "thoi_diem_nhan": "thời điểm nhận, đến giây",
    "thu_ky": "thư ký",
    "tien_thuong": "tiền thưởng: doi_tuong, he_so, luong_co_so, muc, so_luong, thanh_tien",
    "tieu_chi": "kết quả từng tiêu chí: tt, ten, chi_tieu, ket_qua, nam_truoc, danh_gia, minh_chung",
    "tieu_chuan": "thẩm định tiêu chuẩn: ten, dieu_khoan, yeu_cau, so_lieu, ket_luan, ghi_chu",
    "tong_tien": "tổng số tiền",
    "tong_tien_bang_chu": "tổng số tiền bằng chữ",
    "trich_yeu": "trích yếu nội dung",
    "vang_mat": "danh sách người vắng mặt: ten, ly_do",
    "viec_thieu": "việc còn thiếu: don_vi, viec, thoi_han",
}


class TemplateError(ValueError):
    """A template cannot be used; the message is one Vietnamese sentence for the person who uploaded it."""


def placeholders(paper: Paper) -> dict[str, str]:
    """Names and meanings of the placeholders a template for this paper may use."""
    return {name: MEANINGS[name] for name in sorted(paper.fields())}


def judge(kind: str, template: bytes) -> None:
    """Judge a template when it is uploaded, before any paper needs it.

    ``kind`` is the class name of the paper. Raises ``TemplateError`` for a file that is no usable DOCX or that
    asks for names the paper does not have.
    """
    _measure(template)
    try:
        asked = DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables(ImmutableSandboxedEnvironment())
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"Mẫu có ô viết sai cú pháp gần “{_near(error)}”; hãy kiểm tra dấu ngoặc {{{{ }}}}."
        ) from error
    except Exception as error:  # as below: one sentence, whatever the reader stumbles over
        raise TemplateError("Không đọc được mẫu; hãy mở bằng Word, lưu lại dạng .docx rồi tải lên lần nữa.") from error
    unknown = sorted(asked - set(FIELDS[kind]))
    if unknown:
        raise TemplateError(f"Mẫu dùng ô không có trong giấy tờ này: {', '.join(unknown)}. Xem bảng tên các ô.")


def render_with_template(paper: Paper, template: bytes) -> bytes:
    """The paper in the office's layout, as a DOCX.

    Raises ``TemplateError`` when the file is no DOCX, is too large, has a broken placeholder, or asks for a field that
    the paper does not have.
    """
    _measure(template)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(paper.fields(), environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except UndefinedError as error:
        raise TemplateError(f"Mẫu dùng ô không có trong {paper.NAME}: {_name(error)}.") from error
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"Mẫu có ô viết sai cú pháp gần “{_near(error)}”; hãy kiểm tra dấu ngoặc {{{{ }}}}."
        ) from error
    except SecurityError as error:
        raise TemplateError("Mẫu có lệnh không được phép; chỉ dùng các ô trong bảng hướng dẫn.") from error
    except Exception as error:  # whatever a strange file does inside the reader, its sender gets one sentence
        raise TemplateError("Không đọc được mẫu; hãy mở bằng Word, lưu lại dạng .docx rồi tải lên lần nữa.") from error
    return out.getvalue()


def _measure(template: bytes) -> None:
    """Refuse what is not a DOCX or would unpack to more than a template can hold."""
    if len(template) > MOST_BYTES:
        raise TemplateError(f"Mẫu lớn hơn {MOST_BYTES // 1_000_000} MB; hãy giảm hình ảnh trong mẫu.")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise TemplateError("Tệp không phải là văn bản Word (.docx).") from error
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise TemplateError("Tệp không phải là văn bản Word (.docx).")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise TemplateError("Mẫu có macro; hãy lưu lại dạng .docx không có macro.")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise TemplateError("Mẫu chứa quá nhiều dữ liệu nén; hãy tạo lại mẫu từ văn bản Word trống.")


def _name(error: UndefinedError) -> str:
    quoted = str(error.message or "").split("'")
    return f"“{quoted[-2] if len(quoted) > 2 else str(error)}”"


def _near(error: TemplateSyntaxError) -> str:
    return (error.message or "").strip()[:80]
