import * as model from '../model.ts';
import { Icon } from './Icon.tsx';

/** One line for people, over the panels so that nothing moves; it stays until it is closed or replaced. */
export function Notice() {
  const notice = model.notice.value;
  return (
    <div class="noticePlace" role="alert">
      {notice && (
        <div class="notice">
          <p>{notice.text}</p>
          {notice.report && (
            <button type="button" class="button boxed" onClick={() => void navigator.clipboard.writeText(notice.report ?? '')}>
              Copy report
            </button>
          )}
          <button type="button" class="button square" aria-label="Close" onClick={() => (model.notice.value = null)}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
